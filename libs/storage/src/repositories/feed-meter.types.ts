/** Where a feed can be subscribed to, as its publisher announces it. */
export interface FeedHub {
  topic: string;
  hubs: string[];
  /** Address that the document came from. */
  documentUrl: string;
}

/** Entries that were probably never seen: two polls one after the other shared none. */
export interface FeedLosses {
  count: number;
  lastAt: Date | null;
  /** The poll before the last loss: what was published from then until `lastAt` is missing. */
  lastSince: Date | null;
  /** Entries found by the backfills that followed. */
  backfilled: number;
  lastBackfill: {
    at: Date;
    /** Address of the document that brought entries, or of the last that was read. */
    source: string;
    documents: number;
    entries: number;
    /** `closed`: it came to what was known. `exhausted`: its limits ended it. `no_source`: nothing was left to look in. */
    outcome: BackfillEnd;
  } | null;
}

export type BackfillEnd = 'closed' | 'exhausted' | 'no_source';

/** A document to look for lost entries in. */
export interface BackfillDocument {
  url: string;
  kind: 'archive' | 'sitemap' | 'robots';
  /** Tries that failed in passing. */
  tries: number;
}

/** A search for lost entries that is under way, a document a poll. */
export interface FeedBackfill {
  /** Entries dated within are wanted. */
  from: Date;
  to: Date;
  queue: BackfillDocument[];
  /** Documents that may still be asked for, and entries that may still be taken. */
  documentsLeft: number;
  entriesLeft: number;
  documents: number;
  entries: number;
  source: string;
  /** When the feed itself is due, and why. */
  resumeAt: Date;
  resumeReason: string;
}

/** How much a feed usually brings, and how the present compares. */
export interface FeedVolume {
  state: string;
  stateSince: Date;
  silentSince: Date | null;
  /** Entries expected and found in the window that was judged. */
  expected: number;
  found: number;
  windowHours: number;
  expectedPerDay: number;
  dispersion: number;
  observedDays: number;
  /** Expected entries in each hour of the week, Monday 00:00 UTC first. */
  hourOfWeek: number[];
  learnedAt: Date;
  judgedAt: Date;
}

/** What is measured of a feed beside its polls. */
export interface FeedMeter {
  feedId: string;
  hub: FeedHub | null;
  losses: FeedLosses;
  backfill: FeedBackfill | null;
  volume: FeedVolume | null;
  updatedAt: Date;
}

/** The newest entries that a feed has shown, by short names. */
export interface StoredWindow {
  names: string[];
  at: Date;
}
