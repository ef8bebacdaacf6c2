import type { Arrival } from './arrival.js';

/** Whether near-duplicates of an arrival's source are dropped; sources are publisher domains or feed ids, `*` is all. */
export function droppedFrom(sources: readonly string[]): (arrival: Arrival) => boolean {
  const named = new Set(sources.map((source) => source.toLowerCase()));
  return ({ facts, event }) =>
    named.has('*') ||
    named.has(facts.outlet?.toLowerCase() ?? '') ||
    named.has(event.data.feedId?.toLowerCase() ?? '');
}
