export type FeedState = 'active' | 'paused' | 'gone';

export interface FeedFetchLog {
  at: Date;
  outcome: string;
  status: number | null;
  ms: number;
  bytes: number;
  entries: number;
  newEntries: number;
  reason: string | null;
}

export interface FeedValidators {
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
}

export interface FeedFailure {
  consecutive: number;
  lastClass: string | null;
  lastStatus: number | null;
  lastMessage: string | null;
  lastAt: Date | null;
}

export interface FeedStats {
  fetches: number;
  notModified: number;
  entries: number;
  newEntries: number;
  changedEntries: number;
}

export interface FeedOrigin {
  type: 'api' | 'opml' | 'sample';
  ref: string | null;
}

/** A feed source. */
export interface FeedDoc {
  feedId: string;
  url: string;
  hostKey: string;
  title: string | null;
  siteUrl: string | null;
  kind: string | null;
  state: FeedState;
  stateReason: string | null;
  intervalSeconds: number;
  nextFetchAt: Date;
  nextFetchReason: string;
  http: FeedValidators;
  failure: FeedFailure;
  stats: FeedStats;
  lastFetchAt: Date | null;
  lastSuccessAt: Date | null;
  lastNewEntryAt: Date | null;
  recentFetches: FeedFetchLog[];
  origin: FeedOrigin;
  createdAt: Date;
  updatedAt: Date;
  revision: number;
}

export interface NewFeed {
  url: string;
  title?: string | null | undefined;
  hostKey: string;
  origin: FeedOrigin;
  intervalSeconds: number;
  now: Date;
}

/** What a poll brought, written in one update. Fields that are left out stay as they are. */
export interface FeedFetchResult {
  at: Date;
  log: FeedFetchLog;
  nextFetchAt: Date;
  nextFetchReason: string;
  intervalSeconds: number;
  http?: FeedValidators | undefined;
  failure: FeedFailure;
  /** Added to the counters. */
  counts: Omit<FeedStats, 'fetches'>;
  succeeded: boolean;
  state?: { state: FeedState; reason: string } | undefined;
  document?: { title: string | null; siteUrl: string | null; kind: string | null } | undefined;
}
