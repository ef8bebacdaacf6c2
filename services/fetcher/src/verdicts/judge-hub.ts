/** How reliable a hub is: which of the feed's entries it delivered. */
export interface HubTally {
  /** Entries that the hub delivered in time. */
  pushed: number;
  /** Entries that a poll found and the hub did not deliver within the grace period. */
  missed: number;
  /** The same for the latest entries only. */
  recentPushed: number;
  recentMissed: number;
  /** Entries missed since the hub's last delivery. */
  missedInARow: number;
}

/** `unproven`: it has delivered nothing yet. Only a trusted hub slows polling. */
export type HubTrust = 'unproven' | 'trusted' | 'distrusted';

export const NO_TALLY: HubTally = {
  pushed: 0,
  missed: 0,
  recentPushed: 0,
  recentMissed: 0,
  missedInARow: 0,
};

/** How many of the latest entries count as recent. */
const RECENT_ENTRIES = 50;
/** So many consecutive misses mean a dead hub. */
const DEAD_AFTER = 3;
const MISSED_SHARE = 0.2;

/** Adds the counts of a time span. The recent counts are scaled down, so that old ones fade. */
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

/**
 * A hub is trusted once it has delivered entries and misses few. A dead hub is recognised after three misses.
 */
export function judgeHub({ recentPushed, recentMissed, missedInARow }: HubTally): HubTrust {
  if (missedInARow >= DEAD_AFTER) return 'distrusted';
  if (recentPushed === 0) return 'unproven';
  return recentMissed > MISSED_SHARE * (recentPushed + recentMissed) ? 'distrusted' : 'trusted';
}
