import { id, Mixed, text, when } from './field-kinds.js';

/** Collections of work that waits for its time, and of the limits that sites set on requests. */
export const frontierFields = {
  hosts: {
    collection: 'frontier_hosts',
    fields: {
      ...id,
      dueAt: when,
      nextAllowedAt: Date,
      readyAt: when,
      crawlDelayMs: Number,
      unavailable: Number,
      reservedAt: when,
      leaseOwner: text,
      leaseUntil: Date,
      leaseRound: text,
      token: Number,
      wakes: Number,
    },
  },
  robots: {
    collection: 'robots',
    fields: {
      ...id,
      state: String,
      text: { type: String, default: '' },
      fetchedAt: Date,
      freshUntil: Date,
      unreachableSince: when,
      expiresAt: Date,
    },
  },
  pages: {
    collection: 'frontier_pages',
    fields: {
      ...id,
      url: String,
      urlNormalized: String,
      hostKey: String,
      feedId: String,
      discoveryId: String,
      discoveries: [String],
      entry: Mixed,
      contentFrom: text,
      discoveredAt: Date,
      traceparent: text,
      state: String,
      attempts: Number,
      nextAttemptAt: Date,
      lastError: text,
      readAt: when,
      gone: { type: Mixed, default: null },
    },
  },
} as const;
