import type { FeedModel, Models } from '../models/models.js';
import { changeOf } from './feed-change.document.js';
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
  async setNames(feedIds: readonly string[], { ownTitle, labels }: FeedNames, now: Date): Promise<number> {
    // A name that begins with a dollar sign is no expression.
    const title = ownTitle === undefined ? NAMES.ownTitle : { $literal: ownTitle };
    const update = renamed({ ownTitle: title, labels: labels ? { $literal: labels } : NAMES.labels }, now);
    return this.rename(feedIds, update);
  }

  /** Adds labels to feeds and takes others from them; each feed has a label once. */
  async relabel(
    feedIds: readonly string[],
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
    now: Date,
  ): Promise<number> {
    const isTaken = { $in: ['$$this', { $literal: remove }] };
    const kept = { $filter: { input: NAMES.labels, cond: { $not: [isTaken] } } };
    const isThere = { $in: ['$$this', NAMES.labels] };
    const fresh = { $filter: { input: { $literal: add }, cond: { $not: [isThere] } } };
    const update = renamed({ ownTitle: NAMES.ownTitle, labels: { $concatArrays: [kept, fresh] } }, now);
    return this.rename(feedIds, update);
  }

  private async rename(feedIds: readonly string[], update: object[]): Promise<number> {
    const filter = { _id: { $in: [...feedIds] as never[] } };
    return (await this.models.feeds.collection.updateMany(filter, update)).matchedCount;
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

/** The names of a feed as they are stored, as expressions; feeds of earlier versions lack them. */
const NAMES = { ownTitle: { $ifNull: ['$ownTitle', null] }, labels: { $ifNull: ['$labels', []] } };

/** The update that gives feeds other names. A feed to which they are new has a change to tell. */
function renamed(names: { ownTitle: object; labels: object }, now: Date): object[] {
  const isNews = { $or: [{ $ne: [names.ownTitle, NAMES.ownTitle] }, { $ne: [names.labels, NAMES.labels] }] };
  const told = { ...changeOf({ change: 'described', url: '$url', state: null, at: now }), state: '$state' };
  const stored = { $ifNull: ['$changes', []] };
  return [
    {
      $set: {
        ...names,
        updatedAt: now,
        revision: { $add: ['$revision', 1] },
        changes: { $cond: [isNews, { $concatArrays: [stored, [told]] }, stored] },
        changesDueAt: { $cond: [isNews, { $max: ['$changesDueAt', now] }, '$changesDueAt'] },
      },
    },
  ];
}
