import { randomUUID } from 'node:crypto';
import type { Models, RemovedFeedModel } from '../models/models.js';
import type { FeedChange, UntoldChanges } from './feed-change.types.js';

type Told = Pick<FeedChange, 'change' | 'url' | 'state' | 'at'> & Partial<FeedChange>;

/** A change as its feed stores it until it is published. */
export function changeOf(told: Told): FeedChange {
  return { id: randomUUID(), reason: null, previousUrl: null, duplicateOf: null, ...told };
}

/** Adds a change to the update of its feed, so that both are written or neither is. */
export function withChange<T extends { $set: object; $push?: object }>(update: T, told: Told) {
  return {
    ...update,
    $set: { ...update.$set, changesDueAt: told.at },
    $push: { ...update.$push, changes: changeOf(told) },
  };
}

const MAX_FEEDS = 200;

/**
 * Unpublished changes of feeds. Each stays in its feed's document until it is published, also across a crash.
 */
export class FeedChangeRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'removedFeeds'>) {}

  /** Leases the changes of some feeds for a time (milliseconds). Empty when all are published. */
  async lease(now: Date, leaseMs: number): Promise<UntoldChanges[]> {
    const until = new Date(now.getTime() + leaseMs);
    const { feeds, removedFeeds } = this.models;
    const found = [...(await leaseOf(feeds, now, until)), ...(await leaseOf(removedFeeds, now, until))];
    return found.map(({ _id, changes }) => ({ feedId: _id, changes: changes ?? [] }));
  }

  /** Marks changes as published; a change that came meanwhile stays due. */
  async done(told: readonly UntoldChanges[]): Promise<void> {
    if (told.length === 0) return;
    const operations = told.map(({ feedId, changes }) => ({
      updateOne: { filter: { _id: feedId as never }, update: withoutTold(changes.map(({ id }) => id)) },
    }));
    const { feeds, removedFeeds } = this.models;
    await feeds.collection.bulkWrite(operations as never, { ordered: false });
    const removed = told.filter(({ changes }) => changes.some(({ change }) => change === 'removed'));
    if (removed.length === 0) return;
    await removedFeeds.deleteMany({ _id: { $in: removed.map(({ feedId }) => feedId) } });
  }
}

interface Leasable {
  find(filter: object, fields?: object): { limit(n: number): { lean<T>(): Promise<T> } };
  updateMany(filter: object, update: object): PromiseLike<unknown>;
}

/** Another replica may lease the same feed at the same moment; the lessee's mark says who has it. */
async function leaseOf(model: Leasable, now: Date, until: Date): Promise<RemovedFeedModel[]> {
  const due = { changesDueAt: { $lte: now } };
  const found = await model.find(due, { _id: 1 }).limit(MAX_FEEDS).lean<{ _id: string }[]>();
  if (found.length === 0) return [];
  const changesHolder = randomUUID();
  const ids = found.map(({ _id }) => _id);
  await model.updateMany({ _id: { $in: ids }, ...due }, { $set: { changesDueAt: until, changesHolder } });
  return model
    .find({ _id: { $in: ids }, changesHolder }, { changes: 1 })
    .limit(MAX_FEEDS)
    .lean<RemovedFeedModel[]>();
}

function withoutTold(ids: readonly string[]): object[] {
  const left = { $filter: { input: '$changes', cond: { $not: [{ $in: ['$$this.id', [...ids]] }] } } };
  return [
    { $set: { changes: left } },
    { $set: { changesDueAt: { $cond: [{ $eq: ['$changes', []] }, null, '$changesDueAt'] } } },
  ];
}
