import { articleSchemaFields } from './article.fields.js';
import { id, Mixed, text, when } from './field-kinds.js';
import { rawPageFields } from './raw-page.fields.js';
import { frontierFields } from './frontier.fields.js';
import { meterFields } from './meter.fields.js';

const packed = { _id: { type: Buffer, required: true } };

/** Changes of a feed that are not yet published. */
const untold = { changes: [Mixed], changesDueAt: when, changesHolder: text };

/** Collection and fields of each model. */
export const modelFields = {
  feeds: {
    collection: 'feeds',
    fields: {
      ...id,
      url: String,
      hostKey: String,
      title: text,
      siteUrl: text,
      kind: text,
      state: String,
      stateReason: text,
      intervalSeconds: Number,
      nextFetchAt: Date,
      nextFetchReason: String,
      http: Mixed,
      failure: Mixed,
      rhythm: { type: Mixed, default: null },
      policy: Mixed,
      identity: { type: Mixed, default: null },
      problem: { type: Mixed, default: null },
      move: { type: Mixed, default: null },
      duplicateOf: text,
      stats: Mixed,
      lastFetchAt: when,
      lastSuccessAt: when,
      lastNewEntryAt: when,
      recentFetches: [Mixed],
      origin: Mixed,
      createdAt: Date,
      updatedAt: Date,
      revision: Number,
      ...untold,
    },
  },
  removedFeeds: { collection: 'removed_feeds', fields: { ...id, ...untold } },
  ...frontierFields,
  entries: {
    collection: 'feed_entries',
    fields: {
      ...id,
      feedId: String,
      key: String,
      policy: String,
      fingerprint: String,
      articleId: String,
      url: String,
      discoveryId: String,
      foundBy: text,
      pushedAt: when,
      firstSeenAt: Date,
      lastSeenAt: Date,
    },
  },
  articles: {
    collection: 'articles',
    fields: {
      ...id,
      ...articleSchemaFields,
      applied: [Mixed],
      erased: Boolean,
      erasure: Mixed,
      textLanguage: String,
    },
  },
  revisions: {
    collection: 'article_revisions',
    fields: { ...id, articleId: String, version: Number, record: Mixed },
  },
  sightings: { collection: 'article_sightings', fields: { ...id, original: String, sighting: Mixed } },
  traces: {
    collection: 'ledger_traces',
    fields: {
      ...id,
      url: text,
      feedId: text,
      day: String,
      state: String,
      reason: text,
      duplicateOf: text,
      stage: String,
      refreshing: Boolean,
      discoveredAt: Date,
      updatedAt: Date,
      indexedAt: when,
      steps: [Mixed],
      rev: Number,
      sightings: Number,
      lastOutcome: Mixed,
    },
  },
  unattributed: {
    collection: 'ledger_unattributed',
    fields: {
      ...id,
      stage: String,
      outcome: String,
      reason: text,
      detail: text,
      at: Date,
    },
  },
  ...rawPageFields,
  // The store of the deduplicator writes ids in bytes (`dedup/hex-binary.ts`) and calls the driver directly.
  decisions: {
    collection: 'dedup_decisions',
    fields: {
      ...packed,
      articleId: Buffer,
      position: Mixed,
      decision: String,
      duplicateOf: Buffer,
      reason: text,
      payload: Mixed,
      expiresAt: Date,
    },
  },
  identities: { collection: 'dedup_identities', fields: { ...packed, a: Buffer, at: Date } },
  states: {
    collection: 'dedup_states',
    fields: {
      ...packed,
      phase: String,
      eventId: Buffer,
      publishedAt: Date,
      known: Mixed,
      facts: Mixed,
      clusterId: Buffer,
      apartFrom: [Buffer],
      duplicateOf: Buffer,
      claimedBy: Mixed,
      decision: Mixed,
    },
  },
  sketches: {
    collection: 'dedup_sketches',
    fields: { ...packed, k: [Number], b: Buffer, p: Date, a: Date, e: Date },
  },
  boilerplate: {
    collection: 'dedup_boilerplate',
    fields: {
      ...id,
      at: Date,
      generation: text,
      format: text,
      since: when,
      keptMs: Number,
      bytes: Number,
      parts: Number,
      z: Buffer,
    },
  },
  clusters: { collection: 'clusters', fields: { ...id, record: Mixed, applied: [Mixed] } },
  ...meterFields,
  migrations: { collection: 'migrations', fields: { ...id, at: Date } },
  locks: { collection: 'migration_lock', fields: { ...id, owner: String, until: Date } },
} as const;
