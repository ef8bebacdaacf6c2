import type { EntryAccount, PageType } from '@dateline/contracts';

/**
 * A `failing` feed has failed many times in a row and is still polled, but rarely. A `flooding` feed offers more than its budget, and is
 * polled ever more slowly.
 */
export type FeedState = 'active' | 'failing' | 'flooding' | 'paused' | 'gone';

export interface FeedFetchLog {
  at: Date;
  outcome: string;
  status: number | null;
  ms: number;
  bytes: number;
  entries: number;
  newEntries: number;
  reason: string | null;
  /** What became of the entries in the document; absent when no document was read. */
  account?: EntryAccount | undefined;
}

/**
 * Validators of the server's document, verbatim and from one response, and whether the server can be trusted
 * on them.
 */
export interface FeedValidators {
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  /** When a complete document last arrived. */
  fullAt: Date | null;
  /** When the server last reported a changed document as unchanged. */
  liedAt: Date | null;
}

/** A permanent redirect that is observed before the feed takes its address. */
export interface FeedMove {
  target: string;
  /** Consecutive polls that it redirected. */
  seen: number;
  since: Date;
  /** Whether a document was read at the target. */
  wasRead: boolean;
}

/** The defect of a feed that answers. */
export interface FeedProblem {
  /** `damaged`: the document could not be read completely. `flooding`: it offers more than the feed's budget. */
  kind: 'damaged' | 'flooding';
  reason: string;
  since: Date;
  /** Hash of the last such document. A damaged one counts as one loss, however often it is read. */
  bodyHash: string | null;
}

/** The publisher's own update interval in the last document. */
export interface FeedRhythm {
  ttlSeconds: number | null;
  updateSeconds: number | null;
  skipHours: number[];
  skipDays: number[];
}

/** How the feed's entries are told apart, and how its guids behaved in the last document (shares, 0 to 1). */
export interface FeedIdentityState {
  policy: string;
  reason: string;
  invalidGuids: number;
  unstableGuids: number;
  checkedAt: Date;
}

/** An operator's rules for one feed; null or `auto` leaves the choice to the fetcher. */
export interface FeedPolicy {
  intervalSeconds: number | null;
  priority: 'low' | 'normal' | 'high';
  validators: 'auto' | 'trust' | 'distrust';
  /** What pauses when the server asks for it: this feed, or every request to its host. */
  retryAfterScope: 'auto' | 'feed' | 'host';
  /** Source of the articles: their pages, or only the feed's own text, without any page request. */
  contentFrom: 'page' | 'feed';
  /** What a near-duplicate becomes: an article beside the other one, or its duplicate. */
  nearDuplicates: 'auto' | 'keep' | 'drop';
  /** Outlets beside its own for which the feed may speak, as `outletOf` names them. */
  speaksFor: string[];
  /** Classes of page that become articles; null follows the setting ARTICLE_PAGE_TYPES. */
  pageTypes: PageType[] | null;
}

export interface FeedFailure {
  consecutive: number;
  /** Sum of the consecutive failures, weighted by class. The backoff grows with it. */
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
  /** `sitemap`: the sitemap index of feed `ref` names it; `autodiscovery`: the page `ref` names it. */
  type: 'api' | 'opml' | 'sample' | 'sitemap' | 'autodiscovery';
  ref: string | null;
}

/** A feed source. */
export interface FeedDoc {
  feedId: string;
  url: string;
  hostKey: string;
  /** The operator's title, else the document's. */
  title: string | null;
  ownTitle: string | null;
  documentTitle: string | null;
  /** The operator's, each once, in the order given. */
  labels: string[];
  siteUrl: string | null;
  kind: string | null;
  state: FeedState;
  stateReason: string | null;
  /** Null for a feed of an earlier version that has not changed its state since. */
  stateSince: Date | null;
  intervalSeconds: number;
  nextFetchAt: Date;
  nextFetchReason: string;
  http: FeedValidators;
  failure: FeedFailure;
  rhythm: FeedRhythm | null;
  policy: FeedPolicy;
  move: FeedMove | null;
  identity: FeedIdentityState | null;
  /** Null while its documents are read unconditionally. */
  problem: FeedProblem | null;
  /** The feed that polls this one's new address. */
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
  /** Rules that the feed begins with. */
  policy?: Partial<FeedPolicy> | undefined;
  /** The operator's own. */
  title?: string | null | undefined;
  labels?: readonly string[] | undefined;
  hostKey: string;
  origin: FeedOrigin;
  intervalSeconds: number;
  now: Date;
}

export interface FeedDocumentFacts {
  title: string | null;
  siteUrl: string | null;
  kind: string | null;
  /** The feed said something else of itself before, which consumers are told. */
  isChanged: boolean;
}

/** The result of a poll, written in one update. Absent fields stay as they are. */
export interface FeedFetchResult {
  at: Date;
  log: FeedFetchLog;
  nextFetchAt: Date;
  nextFetchReason: string;
  intervalSeconds: number;
  http?: FeedValidators | undefined;
  failure: FeedFailure;
  /** Increments of the counters. */
  counts: Omit<FeedStats, 'fetches'>;
  succeeded: boolean;
  /** Changes the state of a polled feed; a feed that was paused meanwhile stays paused. */
  state?: { state: FeedState; reason: string | null } | undefined;
  rhythm?: FeedRhythm | null | undefined;
  move?: FeedMove | null | undefined;
  identity?: FeedIdentityState | null | undefined;
  problem?: FeedProblem | null | undefined;
  document?: FeedDocumentFacts | undefined;
}

/** The result of one backfill document, and when the feed or the next document is due. */
export interface FeedBackfillStep {
  at: Date;
  log: FeedFetchLog;
  nextFetchAt: Date;
  nextFetchReason: string;
  newEntries: number;
}

/** A hub's delivery. */
export interface FeedPush {
  at: Date;
  bytes: number;
  entries: number;
  newEntries: number;
  changedEntries: number;
  account: EntryAccount;
}
