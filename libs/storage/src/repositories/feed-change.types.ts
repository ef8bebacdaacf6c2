import type { FeedState } from './feed.types.js';

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

/** Unpublished changes of one feed, in order. */
export interface UntoldChanges {
  feedId: string;
  changes: FeedChange[];
}
