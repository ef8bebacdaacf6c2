/** States of a feed's health, the worst first. */
export const HEALTH_STATES = [
  'failing',
  'blocked',
  'never_succeeded',
  'silent',
  'damaged',
  'losing',
  'drop',
  'flooding',
  'gone',
  'paused',
  'healthy',
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** What the verdict on a feed is made from. All times are instants, all spans are seconds. */
export interface HealthFacts {
  state: 'active' | 'failing' | 'flooding' | 'paused' | 'gone';
  stateReason: string | null;
  /** When the feed came into its state; null where that was not kept. */
  stateSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
  lastFetchAt: Date | null;
  /** The last poll that brought a whole document, or the news that it is unchanged. */
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  intervalSeconds: number;
  policy: { intervalSeconds: number | null };
  duplicateOf: string | null;
  failure: { consecutive: number; lastClass: string | null; lastMessage: string | null };
  problem: { kind: 'damaged' | 'flooding'; reason: string; since: Date } | null;
  losses: {
    lastAt: Date | null;
    lastSince: Date | null;
    lastBackfill: { at: Date; outcome: string } | null;
  };
  volume: {
    state: string;
    stateSince: Date;
    silentSince: Date | null;
    expected: number;
    found: number;
    windowHours: number;
  } | null;
}

/** The verdict on a feed. */
export interface FeedHealth {
  state: HealthState;
  /** Since when; null for a healthy feed. */
  since: Date | null;
  /**
   * Class of the failure, `not_polled`, `not_yet_polled` or `duplicate`. A healthy feed has one while its last polls failed.
   */
  class: string | null;
  /** What is wrong, in words; null where nothing is. */
  reason: string | null;
  /** What to do; null where nothing is to be done. */
  remedy: string | null;
}
