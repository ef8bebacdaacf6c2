import type { FeedModel, Models } from '../models/models.js';
import { POLLED_STATES, toFeed } from './feed.document.js';
import type { FeedDoc } from './feed.types.js';
import type { FrontierRepository } from './frontier.repository.js';

/** What operators call a feed; absent fields stay as they are. */
export interface FeedNames {
  /** Null: the document's title counts. */
  ownTitle?: string | null;
  labels?: readonly string[];
}

/** Reads and changes many feeds in a few round trips. */
export class FeedBulkRepository {
  constructor(
    private readonly models: Pick<Models, 'feeds'>,
    private readonly frontier: Pick<FrontierRepository, 'wakeHosts'>,
  ) {}

  /** Of these ids, the feeds that are there, in the order of the ids. */
  async get(feedIds: readonly string[]): Promise<FeedDoc[]> {
    const found = await this.models.feeds.find({ _id: { $in: [...feedIds] } }).lean<FeedModel[]>();
    const byId = new Map(found.map((feed) => [feed._id, feed]));
    return feedIds.flatMap((id) => byId.get(id) ?? []).map(toFeed);
  }

  /** Ids of the feeds with this label. */
  async labelled(label: string): Promise<string[]> {
    const found = await this.models.feeds.find({ labels: label }, { _id: 1 }).lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  }

  /** When they are polled stays. Returns how many feeds there are of these ids. */
  async setNames(feedIds: readonly string[], names: FeedNames, now: Date): Promise<number> {
    const update = { $set: { ...names, updatedAt: now }, $inc: { revision: 1 } };
    return (await this.models.feeds.updateMany({ _id: { $in: [...feedIds] } }, update as never)).matchedCount;
  }

  /** Adds labels to feeds and takes others from them; each feed has a label once. */
  async relabel(
    feedIds: readonly string[],
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
    now: Date,
  ): Promise<number> {
    const labels = { $ifNull: ['$labels', []] };
    const kept = { $filter: { input: labels, cond: { $not: [{ $in: ['$$this', [...remove]] }] } } };
    const fresh = { $filter: { input: [...add], cond: { $not: [{ $in: ['$$this', labels] }] } } };
    const update = [
      { $set: { labels: { $concatArrays: [kept, fresh] }, updatedAt: now } },
      { $set: { revision: { $add: ['$revision', 1] } } },
    ];
    const found = await this.models.feeds.collection.updateMany(
      { _id: { $in: [...feedIds] as never[] } },
      update,
    );
    return found.matchedCount;
  }

  /** Makes the polled ones of these feeds due at once. Returns how many they are. */
  async makeDue(feedIds: readonly string[], reason: string, now: Date): Promise<number> {
    const polled = { _id: { $in: [...feedIds] }, state: { $in: [...POLLED_STATES] } };
    const update = {
      $set: { nextFetchAt: now, nextFetchReason: reason, updatedAt: now },
      $inc: { revision: 1 },
    };
    const { matchedCount } = await this.models.feeds.updateMany(polled, update);
    await this.frontier.wakeHosts(new Set(await this.models.feeds.distinct('hostKey', polled)), now);
    return matchedCount;
  }
}
