import { createHash } from 'node:crypto';
import type { DedupState, NewArrival, Settlement, SightingOf } from './dedup.types.js';

/** The state of an article that has arrived and is not decided. */
export function newState(arrival: NewArrival): DedupState {
  return {
    ...arrival,
    phase: 'pending',
    clusterId: null,
    apartFrom: [],
    duplicateOf: null,
    claimedBy: null,
    decision: null,
  };
}

/** What a decision changes in a state. An operator's split and the id stay. */
export function settledState(decided: Settlement['state']): Partial<DedupState> {
  return without({ ...decided, claimedBy: null }, 'articleId');
}

/** A copy of a row without one of its fields. */
export function without<T extends object, K extends keyof T>(row: T, field: K): Omit<T, K> {
  const rest = { ...row };
  Reflect.deleteProperty(rest, field);
  return rest;
}

/** Keys hold addresses of any length; their hash keeps the index small. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 24);
}

/** One sighting of an article: by whom, in which feed, at which address. */
export function sightingIdOf({ articleId, sighting }: SightingOf): string {
  return hashOfKey(`${articleId} ${sighting.articleId} ${sighting.feedId ?? ''} ${sighting.url}`);
}
