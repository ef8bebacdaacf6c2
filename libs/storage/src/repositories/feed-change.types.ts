import type { FeedDoc, FeedState } from './feed.types.js';

export type FeedChangeKind =
  | 'added'
  | 'paused'
  | 'resumed'
  | 'failing'
  | 'flooding'
  | 'recovered'
  | 'gone'
  | 'moved'
  | 'duplicate'
  | 'described'
  | 'removed';

/** A change that is written in one update with its feed and stays there until it is published. */
export interface FeedChange {
  id: string;
  change: FeedChangeKind;
  url: string;
  /** State after the change; null when the feed was removed. */
  state: FeedState | null;
  reason: string | null;
  previousUrl: string | null;
  duplicateOf: string | null;
  at: Date;
}

/** A feed of which something is not published yet. */
export interface UntoldFeed {
  feedId: string;
  /** In order; none where only its record is to be told. */
  changes: FeedChange[];
  /** The feed as it was after the lease began; null if it is removed. */
  feed: FeedDoc | null;
  /** Mark of the lease. */
  holder: string;
}
