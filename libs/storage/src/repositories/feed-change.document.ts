import { randomUUID } from 'node:crypto';
import type { FeedChange } from './feed-change.types.js';

type Told = Pick<FeedChange, 'change' | 'url' | 'state' | 'at'> & Partial<FeedChange>;

/** A change as its feed stores it until it is published. */
export function changeOf(told: Told): FeedChange {
  return { id: randomUUID(), reason: null, previousUrl: null, duplicateOf: null, ...told };
}

/** Adds a change to the update of its feed, so that both are written or neither is. A lease is not cut short. */
export function withChange<T extends { $set: object; $push?: object }>(update: T, told: Told) {
  return {
    ...update,
    $max: { changesDueAt: told.at },
    $push: { ...update.$push, changes: changeOf(told) },
  };
}
