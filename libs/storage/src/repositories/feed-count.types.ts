import type { EntryAccount } from '@dateline/contracts';

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

/** Counts with the account of the entries that documents offered meanwhile. */
export interface FeedSums extends FeedCounts {
  account: EntryAccount;
}

/** The last 24 hours and the last 30 days, to the hour and to the day. */
export interface RollingCounts {
  day: FeedSums;
  month: FeedSums;
}

/** The account of one feed on one day (UTC). */
export interface FeedDayAccount {
  feedId: string;
  day: string;
  account: EntryAccount;
}

/** The accounts of all feeds and days that are kept. */
export interface AccountSums {
  total: EntryAccount;
  byDay: { day: string; account: EntryAccount }[];
  /** Feeds and days whose parts are not what was offered: how many, and the first of them. */
  crooked: { count: number; sample: FeedDayAccount[] };
}
