import type { FeedMove } from '@dateline/storage';

export interface MoveSettings {
  /** Consecutive polls that must be redirected to the same target. */
  stableFetches: number;
  /** Time span that these polls must cover. */
  stableMs: number;
}

/** One observation of the feed's permanent redirect. `wasRead`: the target returned a feed. */
export interface MoveSight {
  target: string | null;
  wasRead: boolean;
  at: Date;
}

/**
 * Follows a permanent redirect over several polls. `isStable`: the same target was seen often and long
 * enough, and it returns a feed. A poll without the redirect, or with another target, starts over, because
 * permanent redirects are also set by mistake and by captive portals.
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
