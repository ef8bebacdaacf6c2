import type { EntryAccount } from '@dateline/contracts';
/** `failing` is polled too, but seldom: it has failed many times in a row. */
export type FeedState = 'active' | 'failing' | 'paused' | 'gone';

export interface FeedFetchLog {
  at: Date;
  outcome: string;
  status: number | null;
  ms: number;
  bytes: number;
  entries: number;
  newEntries: number;
  reason: string | null;
  /** What became of the entries that the document offered; absent where none was read. */
  account?: EntryAccount | undefined;
}

/** What the server called its document, verbatim and all from one response, and whether its word can be trusted. */
export interface FeedValidators {
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  /** When a whole document came last. */
  fullAt: Date | null;
  /** When the server last called a document unchanged that was not. */
  liedAt: Date | null;
}

/** A permanent redirect that is being watched before the feed's address is changed for it. */
export interface FeedMove {
  target: string;
  /** Polls in a row that were sent there. */
  seen: number;
  since: Date;
  /** Whether a document was read there. */
  wasRead: boolean;
}

/** What is wrong with what the feed sends, though it answers. */
export interface FeedProblem {
  /** `damaged`: not all that its document holds could be read. */
  kind: 'damaged';
  reason: string;
  since: Date;
  /** Of the last such document, which is counted as one loss however often it is read. */
  bodyHash: string | null;
}

/** What the publisher said of its rhythm in the last document. */
export interface FeedRhythm {
  ttlSeconds: number | null;
  updateSeconds: number | null;
  skipHours: number[];
  skipDays: number[];
}

/** What tells the entries of a feed apart, and how its guids did in the last document (shares, 0 to 1). */
export interface FeedIdentityState {
  policy: string;
  reason: string;
  invalidGuids: number;
  unstableGuids: number;
  checkedAt: Date;
}

/** What an operator has ruled for one feed; null or `auto` leaves it to the fetcher. */
export interface FeedPolicy {
  intervalSeconds: number | null;
  priority: 'low' | 'normal' | 'high';
  validators: 'auto' | 'trust' | 'distrust';
  /** Who waits when the server asks for it: this feed, or all that is fetched from its host. */
  retryAfterScope: 'auto' | 'feed' | 'host';
  /** What articles are read from: their pages, or what the feed itself says, without ever asking for a page. */
  contentFrom: 'page' | 'feed';
  /** What becomes of an article that is near to another one: it stands beside it, or is its duplicate. */
  nearDuplicates: 'auto' | 'keep' | 'drop';
}

export interface FeedFailure {
  consecutive: number;
  /** Weight of the failures in a row, by their classes; the back-off grows with it. */
  points: number;
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
  /** `sitemap`: named by a sitemap index, whose feed is the `ref`; `autodiscovery`: found on the page `ref`. */
  type: 'api' | 'opml' | 'sample' | 'sitemap' | 'autodiscovery';
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
  rhythm: FeedRhythm | null;
  policy: FeedPolicy;
  move: FeedMove | null;
  identity: FeedIdentityState | null;
  /** Null while its documents are read whole. */
  problem: FeedProblem | null;
  /** The feed that polls the address to which this one has moved. */
  duplicateOf: string | null;
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
  contentFrom?: FeedPolicy['contentFrom'] | undefined;
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
  /** Changes the state of a feed that is polled; one that was paused meanwhile stays so. */
  state?: { state: FeedState; reason: string | null } | undefined;
  rhythm?: FeedRhythm | null | undefined;
  move?: FeedMove | null | undefined;
  identity?: FeedIdentityState | null | undefined;
  problem?: FeedProblem | null | undefined;
  document?: { title: string | null; siteUrl: string | null; kind: string | null } | undefined;
}

/** What one document of a backfill brought, and when the feed or the next document is due. */
export interface FeedBackfillStep {
  at: Date;
  log: FeedFetchLog;
  nextFetchAt: Date;
  nextFetchReason: string;
  newEntries: number;
}

/** What a hub delivered. */
export interface FeedPush {
  at: Date;
  bytes: number;
  entries: number;
  newEntries: number;
  changedEntries: number;
  account: EntryAccount;
}
