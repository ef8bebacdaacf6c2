import { Schema, type Connection, type Model } from 'mongoose';
import type { AppliedEvent } from '../repositories/article.types.js';
import type { FeedDoc } from '../repositories/feed.types.js';
import type { PageTask } from '../repositories/frontier.types.js';
import type { StoredDecision } from '../repositories/dedup.types.js';
import type { Trace } from '../repositories/ledger.types.js';
import { articleSchemaFields } from './article.fields.js';

type Keyed<T, K extends keyof T> = Omit<T, K> & { _id: string };

export type FeedModel = Keyed<FeedDoc, 'feedId'>;
export type PageModel = Keyed<PageTask, 'articleId'>;
export type TraceModel = Keyed<Trace, 'articleId'>;
export interface HostModel {
  _id: string;
  /** When something of the host is next due; null when nothing waits. */
  dueAt: Date | null;
  nextAllowedAt: Date;
  leaseOwner: string | null;
  leaseUntil: Date;
  token: number;
  /** Counts wake-ups, so that a release sees one that came meanwhile. */
  wakes: number;
}
export interface EntryModel {
  _id: string;
  feedId: string;
  key: string;
  policy: string;
  fingerprint: string;
  articleId: string;
  url: string;
  discoveryId: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
}
export type ArticleModel = Record<string, unknown> & {
  _id: string;
  version: number;
  erased: boolean;
  applied: AppliedEvent[];
};
export interface RevisionModel {
  _id: string;
  articleId: string;
  version: number;
  record: unknown;
}
export interface UnattributedModel {
  _id: string;
  stage: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  at: Date;
}
export interface RawPageModel {
  _id: string;
  gzip: Buffer;
  bytes: number;
  contentType: string | null;
  url: string;
  storedAt: Date;
  expiresAt: Date;
}
export type DecisionModel = Keyed<StoredDecision, 'eventId'> & { expiresAt: Date };
export interface IdentityModel {
  _id: string;
  articleId: string;
  at: Date;
}
export interface DedupStateModel {
  _id: string;
  contentHash: string;
  pastHashes: string[];
  eventId: string;
  clusterId: string | null;
}
export interface SketchModel {
  _id: string;
  keys: string[];
  sketch: unknown;
  clusterId: string | null;
  publishedAt: Date | null;
  at: Date;
  expiresAt: Date;
}
export interface SightingModel {
  _id: string;
  original: string;
  sighting: unknown;
}
export interface LockModel {
  _id: string;
  owner: string;
  until: Date;
}

const Mixed = Schema.Types.Mixed;
const text = { type: String, default: null };
const when = { type: Date, default: null };
const id = { _id: { type: String, required: true } };

/** The models of all collections on one connection. Indexes are made by migrations alone. */
export interface Models {
  feeds: Model<FeedModel>;
  hosts: Model<HostModel>;
  pages: Model<PageModel>;
  entries: Model<EntryModel>;
  articles: Model<ArticleModel>;
  revisions: Model<RevisionModel>;
  sightings: Model<SightingModel>;
  traces: Model<TraceModel>;
  unattributed: Model<UnattributedModel>;
  rawPages: Model<RawPageModel>;
  decisions: Model<DecisionModel>;
  identities: Model<IdentityModel>;
  states: Model<DedupStateModel>;
  sketches: Model<SketchModel>;
  migrations: Model<{ _id: string; at: Date }>;
  locks: Model<LockModel>;
}

/** Compiles the models; every schema is strict, so that a field nobody declared is an error and not a loss. */
export function modelsOn(connection: Connection): Models {
  const model = <T>(collection: string, fields: Record<string, unknown>): Model<T> =>
    connection.model<T>(
      collection,
      new Schema(fields as never, {
        collection,
        strict: 'throw',
        versionKey: false,
        minimize: false,
        autoIndex: false,
        autoCreate: false,
        bufferCommands: false,
      }) as never,
    );
  return {
    feeds: model('feeds', {
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
      stats: Mixed,
      lastFetchAt: when,
      lastSuccessAt: when,
      lastNewEntryAt: when,
      recentFetches: [Mixed],
      origin: Mixed,
      createdAt: Date,
      updatedAt: Date,
      revision: Number,
    }),
    hosts: model('frontier_hosts', {
      ...id,
      dueAt: when,
      nextAllowedAt: Date,
      leaseOwner: text,
      leaseUntil: Date,
      token: Number,
      wakes: Number,
    }),
    pages: model('frontier_pages', {
      ...id,
      url: String,
      urlNormalized: String,
      hostKey: String,
      feedId: String,
      discoveryId: String,
      entry: Mixed,
      discoveredAt: Date,
      traceparent: text,
      state: String,
      attempts: Number,
      nextAttemptAt: Date,
      lastError: text,
    }),
    entries: model('feed_entries', {
      ...id,
      feedId: String,
      key: String,
      policy: String,
      fingerprint: String,
      articleId: String,
      url: String,
      discoveryId: String,
      firstSeenAt: Date,
      lastSeenAt: Date,
    }),
    articles: model('articles', {
      ...id,
      ...articleSchemaFields,
      applied: [Mixed],
      erased: Boolean,
      erasure: Mixed,
      textLanguage: String,
    }),
    revisions: model('article_revisions', { ...id, articleId: String, version: Number, record: Mixed }),
    sightings: model('article_sightings', { ...id, original: String, sighting: Mixed }),
    traces: model('ledger_traces', {
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
    }),
    unattributed: model('ledger_unattributed', {
      ...id,
      stage: String,
      outcome: String,
      reason: text,
      detail: text,
      at: Date,
    }),
    rawPages: model('raw_pages', {
      ...id,
      gzip: Buffer,
      bytes: Number,
      contentType: text,
      url: String,
      storedAt: Date,
      expiresAt: Date,
    }),
    decisions: model('dedup_decisions', {
      ...id,
      position: Mixed,
      decision: String,
      duplicateOf: text,
      reason: text,
      payload: Mixed,
      expiresAt: Date,
    }),
    identities: model('dedup_identities', { ...id, articleId: String, at: Date }),
    states: model('dedup_states', {
      ...id,
      contentHash: String,
      pastHashes: [String],
      eventId: String,
      clusterId: text,
    }),
    sketches: model('dedup_sketches', {
      ...id,
      keys: [String],
      sketch: Mixed,
      clusterId: text,
      publishedAt: when,
      at: Date,
      expiresAt: Date,
    }),
    migrations: model('migrations', { ...id, at: Date }),
    locks: model('migration_lock', { ...id, owner: String, until: Date }),
  };
}
