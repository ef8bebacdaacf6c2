import { Schema } from 'mongoose';

const Mixed = Schema.Types.Mixed;
const text = { type: String, default: null };
const when = { type: Date, default: null };
const id = { _id: { type: String, required: true } };

/** Collection and fields of what is measured of feeds, and of subscriptions at hubs. */
export const meterFields = {
  subscriptions: {
    collection: 'websub_subscriptions',
    fields: {
      ...id,
      feedId: String,
      live: Boolean,
      topic: String,
      hub: String,
      hubs: [String],
      documentUrl: String,
      secret: String,
      state: String,
      pendingMode: text,
      pendingUntil: when,
      lastChallenge: text,
      verifiedAt: when,
      leaseUntil: when,
      nextActionAt: when,
      attempts: Number,
      lastError: text,
      deliveries: Number,
      badSignatures: Number,
      lastPushAt: when,
      tally: Mixed,
      trust: String,
      createdAt: Date,
      updatedAt: Date,
      expiresAt: when,
    },
  },
  pushes: {
    collection: 'websub_inbox',
    fields: {
      ...id,
      callbackId: String,
      feedId: String,
      gzip: Buffer,
      contentType: text,
      receivedAt: Date,
      notBefore: Date,
      attempts: Number,
      token: Number,
      leaseUntil: Date,
    },
  },
  feedMeters: {
    collection: 'feed_meters',
    fields: { ...id, hub: Mixed, losses: Mixed, backfill: Mixed, volume: Mixed, updatedAt: Date },
  },
  feedWindows: { collection: 'feed_windows', fields: { ...id, names: [String], at: Date } },
  feedCounts: {
    collection: 'feed_counts',
    fields: {
      ...id,
      feedId: String,
      span: String,
      from: Date,
      counts: Mixed,
      hours: Mixed,
      expiresAt: Date,
    },
  },
} as const;
