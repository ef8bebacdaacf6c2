import { createHash } from 'node:crypto';
import type { DedupState, NewArrival, StateTransition, SightingOf } from './dedup.types.js';

/** The state of an article that has arrived and is not decided. */
export function newState<Known>(arrival: NewArrival<Known>): DedupState<Known, never> {
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
export function changedState<Known, Decision>(
  decided: StateTransition<Known, Decision>['state'],
): Partial<DedupState<Known, Decision>> {
  return without({ ...decided, claimedBy: null }, 'articleId');
}

/** A copy of a row without one of its fields. */
export function without<T extends object, K extends keyof T>(row: T, field: K): Omit<T, K> {
  const rest = { ...row };
  Reflect.deleteProperty(rest, field);
  return rest;
}

/** One sighting of an article: the outlet, the feed and the address. */
export function sightingIdOf({ articleId, sighting }: SightingOf): string {
  const key = `${articleId} ${sighting.articleId} ${sighting.feedId ?? ''} ${sighting.url}`;
  return createHash('sha256').update(key).digest('base64url').slice(0, 24);
}

/**
 * Filter for writing a transition: it matches only while the state is still as it was read. Claims on a
 * dropped article do not matter.
 */
export function expectedOf(state: StateTransition['state'], from: StateTransition['from']): object {
  if ('standing' in from) return { phase: 'standing', eventId: from.standing };
  if (state.phase !== 'standing') return { phase: 'pending' };
  return from.pending === null
    ? { phase: 'pending', claimedBy: null }
    : { phase: 'pending', 'claimedBy.articleId': from.pending };
}
