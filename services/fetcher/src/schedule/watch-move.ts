import type { FeedMove } from '@dateline/storage';

export interface MoveSettings {
  /** Polls in a row that must be sent to the same target. */
  stableFetches: number;
  /** Time over which they must be spread. */
  stableMs: number;
}

/** One sight of where the feed's address leads for good; `wasRead`: a document of a feed came from there. */
export interface MoveSight {
  target: string | null;
  wasRead: boolean;
  at: Date;
}

/**
 * Follows a permanent redirect over several polls. `isStable`: the same target was seen often and long enough, and it reads as a feed.
 * A poll without it, or with another target, starts anew: permanent redirects are set by mistake and by captive portals.
 */
export function watchMove(
  before: FeedMove | null,
  { target, wasRead, at }: MoveSight,
  settings: MoveSettings,
): { move: FeedMove | null; isStable: boolean } {
  if (target === null) return { move: null, isStable: false };
  const known = before?.target === target ? before : { target, seen: 0, since: at, wasRead: false };
  const move = { ...known, seen: known.seen + 1, wasRead: known.wasRead || wasRead };
  const isOld = at.getTime() - move.since.getTime() >= settings.stableMs;
  return { move, isStable: move.wasRead && isOld && move.seen >= settings.stableFetches };
}
