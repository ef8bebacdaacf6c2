import { randomUUID } from 'node:crypto';
import type { FeedModel, Models, RemovedFeedModel } from '../models/models.js';
import type { FeedChange, UntoldChanges } from './feed-change.types.js';

type Told = Pick<FeedChange, 'change' | 'url' | 'state' | 'at'> & Partial<FeedChange>;

/** A change as it stands in the feed until it is told. */
export function changeOf(told: Told): FeedChange {
  return { id: randomUUID(), reason: null, previousUrl: null, duplicateOf: null, ...told };
}

/** Adds a change to an update of the feed that it belongs to, so that there is neither one without the other. */
export function withChange<T extends { $set: object; $push?: object }>(update: T, told: Told) {
  return {
    ...update,
    $set: { ...update.$set, changesDueAt: told.at },
    $push: { ...update.$push, changes: changeOf(told) },
  };
}

/** The changes of feeds that are still to be told. They stay with their feed until they are, also over a crash. */
export class FeedChangeRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'removedFeeds'>) {}

  /** Takes the changes of one feed for a time (milliseconds); null when all are told. */
  async lease(now: Date, leaseMs: number): Promise<UntoldChanges | null> {
    const until = new Date(now.getTime() + leaseMs);
    const query = [
      { changesDueAt: { $lte: now } },
      { $set: { changesDueAt: until } },
      { sort: { changesDueAt: 1 as const } },
    ] as const;
    const feed = await this.models.feeds.findOneAndUpdate(...query).lean<FeedModel | null>();
    const found =
      feed ?? (await this.models.removedFeeds.findOneAndUpdate(...query).lean<RemovedFeedModel | null>());
    return found ? { feedId: found._id, changes: found.changes ?? [] } : null;
  }

  /** They are told; one that came meanwhile stays due. */
  async done({ feedId, changes }: UntoldChanges): Promise<void> {
    const ids = changes.map(({ id }) => id);
    const pull = { $pull: { changes: { id: { $in: ids } } } };
    await this.models.feeds.updateOne({ _id: feedId }, pull);
    await this.models.feeds.updateOne({ _id: feedId, changes: [] }, { $set: { changesDueAt: null } });
    await this.models.removedFeeds.updateOne({ _id: feedId }, pull);
    await this.models.removedFeeds.deleteOne({ _id: feedId, changes: [] });
  }
}
