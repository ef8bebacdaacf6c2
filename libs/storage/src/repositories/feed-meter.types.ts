/** The hub and topic that a feed's publisher announces. */
export interface FeedHub {
  topic: string;
  hubs: string[];
  /** Address that the feed's document was read from. */
  documentUrl: string;
}

/** Entries that were probably never seen, because two consecutive polls had none in common. */
export interface FeedLosses {
  count: number;
  lastAt: Date | null;
  /** The last poll before the loss: entries published between it and `lastAt` are missing. */
  lastSince: Date | null;
  /** Entries that the later backfills recovered. */
  backfilled: number;
  lastBackfill: {
    at: Date;
    /** Address of the document that brought entries, or else of the last one read. */
    source: string;
    documents: number;
    entries: number;
    /**
     * `closed`: the search reached known entries. `exhausted`: it hit its limits. `no_source`: no document
     * was left to read.
     */
    outcome: BackfillEnd;
  } | null;
}

export type BackfillEnd = 'closed' | 'exhausted' | 'no_source';

/** A document to look for lost entries in. */
export interface BackfillDocument {
  url: string;
  kind: 'archive' | 'sitemap' | 'robots';
  /** Transient failures so far. */
  tries: number;
}

/** A running search for lost entries; it reads one document per poll. */
export interface FeedBackfill {
  /** The search wants entries dated within these bounds. */
  from: Date;
  to: Date;
  queue: BackfillDocument[];
  /** How many more documents may be requested, and entries taken. */
  documentsLeft: number;
  entriesLeft: number;
  documents: number;
  entries: number;
  source: string;
  /** When the feed's own poll is due, and why. */
  resumeAt: Date;
  resumeReason: string;
}

/** How much a feed usually brings, and how the present compares with that. */
export interface FeedVolume {
  state: string;
  stateSince: Date;
  silentSince: Date | null;
  /** Entries expected and found in the window of the verdict. */
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

/** Measurements of a feed besides its polls. */
export interface FeedMeter {
  feedId: string;
  hub: FeedHub | null;
  losses: FeedLosses;
  backfill: FeedBackfill | null;
  volume: FeedVolume | null;
  updatedAt: Date;
}

/** The newest entries that a feed has shown, under short keys. */
export interface StoredWindow {
  names: string[];
  at: Date;
}
