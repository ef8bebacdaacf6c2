import { isDeepStrictEqual } from 'node:util';
import { expectedOf, changedState } from './dedup-state.js';
import type { DedupState, StateTransition } from './dedup.types.js';
import { packHex } from './hex-binary.js';
import type { RowUpdate } from './row-writes.js';

/** Rows that change in the same way, each by its own event. */
interface Alike {
  ids: string[];
  eventIds: string[];
  expected: object;
  change: object;
}

/**
 * The updates that settle states. Most articles of a batch are new, and their rows change alike: one
 * statement covers them. It comes first, because a revision of one of them may follow in the same batch.
 */
export function updatesOf(settlements: readonly StateTransition[]): RowUpdate[] {
  const alike = new Map<string, Alike>();
  const single: RowUpdate[] = [];
  for (const { state, from, arrived } of settlements) {
    const { articleId, eventId } = state;
    const expected = expectedOf(state, from);
    const settled = changedState(state);
    if (!arrived) {
      single.push(updateOf({ _id: articleId, ...expected }, settled));
      continue;
    }
    const change = { ...changesOf(settled, arrived), claimedBy: null };
    const key = JSON.stringify([expected, change]);
    const group = alike.get(key) ?? { ids: [], eventIds: [], expected, change };
    if (group.ids.length === 0) alike.set(key, group);
    group.ids.push(articleId);
    group.eventIds.push(eventId);
  }
  const groups = [...alike.values()].map(({ ids, eventIds, expected, change }) => ({
    ...updateOf({ _id: { $in: ids }, eventId: { $in: eventIds }, ...expected }, change),
    multi: true,
  }));
  return [...groups, ...single];
}

function changesOf(settled: Partial<DedupState>, arrived: DedupState): Partial<DedupState> {
  const fields = Object.entries(settled).filter(
    ([name, value]) => !isDeepStrictEqual(value, Reflect.get(arrived, name)),
  );
  return Object.fromEntries(fields);
}

function updateOf(filter: object, change: object): RowUpdate {
  return { q: packHex(filter) as object, u: { $set: packHex(change) as object } };
}
