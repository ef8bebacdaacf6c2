/** What polls and pushes brought, added up over a stretch of time. */
export interface FeedCounts {
  fetches: number;
  notModified: number;
  failures: number;
  entries: number;
  newEntries: number;
  changedEntries: number;
  probableLosses: number;
  backfilled: number;
  pushes: number;
  pushedEntries: number;
  bytes: number;
}

/** Entries of one hour by the time they were published, and the seconds for which the feed was followed. */
export interface FeedHour {
  at: Date;
  entries: number;
  observedSeconds: number;
}

/** The last 24 hours and the last 30 days, to the hour and to the day. */
export interface RollingCounts {
  day: FeedCounts;
  month: FeedCounts;
}
