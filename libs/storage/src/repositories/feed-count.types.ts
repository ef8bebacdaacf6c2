import type { EntryAccount } from '@dateline/contracts';

/** Counts of what polls and pushes brought, summed over a time span. */
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

/** Entries of one hour by publication time, and the seconds of it in which the feed was observed. */
export interface FeedHour {
  at: Date;
  entries: number;
  observedSeconds: number;
}

/** Counts, with the account of the entries that documents offered in the same time. */
export interface FeedSums extends FeedCounts {
  account: EntryAccount;
}

/** Sums over the last 24 hours and the last 30 days, to the hour and to the day. */
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

/** Accounts of all feeds over the days that are kept. */
export interface AccountSums {
  total: EntryAccount;
  byDay: { day: string; account: EntryAccount }[];
  /** Feeds and days whose parts do not add up to what was offered: their number, and the first of them. */
  crooked: { count: number; sample: FeedDayAccount[] };
}
