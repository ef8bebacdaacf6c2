import type { FeedState } from './feed.types.js';

export type FeedChangeKind =
  'added' | 'paused' | 'resumed' | 'failing' | 'recovered' | 'gone' | 'moved' | 'duplicate' | 'removed';

/** A change that is written with the feed, in one update, and stays until it is published. */
export interface FeedChange {
  id: string;
  change: FeedChangeKind;
  url: string;
  /** After the change; null when the feed was removed. */
  state: FeedState | null;
  reason: string | null;
  previousUrl: string | null;
  duplicateOf: string | null;
  at: Date;
}

/** Unpublished changes of one feed, in their order. */
export interface UntoldChanges {
  feedId: string;
  changes: FeedChange[];
}
