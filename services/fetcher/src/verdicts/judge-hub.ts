/** How reliable a hub is: which of the feed's entries it pushed. */
export interface HubTally {
  /** Entries that the hub brought, in time. */
  pushed: number;
  /** Entries that a poll found and the hub did not bring within the grace period. */
  missed: number;
  /** The same over the last entries only. */
  recentPushed: number;
  recentMissed: number;
  /** Missed since the hub last brought something. */
  missedInARow: number;
}

/** `unproven`: it has brought nothing yet. Only a trusted hub makes polling slow. */
export type HubTrust = 'unproven' | 'trusted' | 'distrusted';

export const NO_TALLY: HubTally = {
  pushed: 0,
  missed: 0,
  recentPushed: 0,
  recentMissed: 0,
  missedInARow: 0,
};

/** Entries that make up the recent past. */
const RECENT_ENTRIES = 50;
/** So many missed in a row mean a dead hub. */
const DEAD_AFTER = 3;
const MISSED_SHARE = 0.2;

/** Adds what a stretch of time brought; the recent counts are scaled down so that the old fades. */
export function addToTally(
  tally: HubTally,
  { pushed, missed }: { pushed: number; missed: number },
): HubTally {
  const recentPushed = tally.recentPushed + pushed;
  const recentMissed = tally.recentMissed + missed;
  const scale = Math.min(1, RECENT_ENTRIES / Math.max(1, recentPushed + recentMissed));
  return {
    pushed: tally.pushed + pushed,
    missed: tally.missed + missed,
    recentPushed: recentPushed * scale,
    recentMissed: recentMissed * scale,
    missedInARow: pushed > 0 ? 0 : tally.missedInARow + missed,
  };
}

/** A hub is trusted when it has brought entries and misses few; a dead one is seen after three. */
export function judgeHub({ recentPushed, recentMissed, missedInARow }: HubTally): HubTrust {
  if (missedInARow >= DEAD_AFTER) return 'distrusted';
  if (recentPushed === 0) return 'unproven';
  return recentMissed > MISSED_SHARE * (recentPushed + recentMissed) ? 'distrusted' : 'trusted';
}
