import { randomUUID } from 'node:crypto';
import type { FeedModel, Models, RemovedFeedModel } from '../models/models.js';
import type { UntoldFeed } from './feed-change.types.js';
import { toFeed } from './feed.document.js';

const MAX_FEEDS = 200;
/** What is overdue is due since this moment. */
const LONG_AGO = new Date(0);

/**
 * What is not published of feeds: changes, and records of which consumers have none or an old one. A change
 * stays in its feed's document until it is published, also across a crash.
 */
export class FeedChangeRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'removedFeeds'>) {}

  /**
   * Leases some feeds for a time (milliseconds): those with changes, and those whose record was last told
   * before `retellBefore` or never. Empty when all are published.
   */
  async lease(now: Date, leaseMs: number, retellBefore = LONG_AGO): Promise<UntoldFeed[]> {
    const holder = randomUUID();
    const lease = { changesDueAt: new Date(now.getTime() + leaseMs), changesHolder: holder };
    const { feeds, removedFeeds } = this.models;
    const changed = { changesDueAt: { $lte: now } };
    // Null stands for feeds of earlier versions, which nobody leases by their changes.
    const stale = [{ recordToldAt: null }, { recordToldAt: { $lt: retellBefore } }];
    const free = { changesDueAt: { $not: { $gt: now } } };
    const due = { $or: [changed, ...stale.map((told) => ({ ...told, ...free }))] };
    const found = await leaseOf<FeedModel>(feeds, due, lease);
    const removed = await leaseOf<RemovedFeedModel>(removedFeeds, changed, lease);
    return [
      ...found.map((feed) => untold(feed, toFeed(feed), holder)),
      ...removed.map((feed) => untold(feed, null, holder)),
    ];
  }

  /**
   * Marks changes and records as published. What came meanwhile stays due. A record whose lease was lost is
   * due again: an older one may have been published after a newer one.
   */
  async done(told: readonly UntoldFeed[], now: Date): Promise<void> {
    if (told.length === 0) return;
    const { feeds, removedFeeds } = this.models;
    for (const model of [feeds, removedFeeds]) {
      const operations = told.map((one) => ({
        updateOne: { filter: { _id: one.feedId }, update: withoutTold(one, now) },
      }));
      await model.collection.bulkWrite(operations as never, { ordered: false });
    }
    await this.forgetRemoved(told);
  }

  private async forgetRemoved(told: readonly UntoldFeed[]): Promise<void> {
    const { feeds, removedFeeds } = this.models;
    const removed = told.filter(({ feed }) => feed === null).map(({ feedId }) => feedId);
    if (removed.length > 0) await removedFeeds.deleteMany({ _id: { $in: removed }, changesDueAt: null });
    const described = told.filter(({ feed }) => feed !== null).map(({ feedId }) => feedId);
    const known = await feeds.find({ _id: { $in: described } }, { _id: 1 }).lean<{ _id: string }[]>();
    const left = new Set(known.map(({ _id }) => _id));
    // Removed while its record was published: the tombstone may have come before it, so it comes again.
    const gone = described.filter((feedId) => !left.has(feedId));
    const again = { $set: { changesDueAt: LONG_AGO, changesHolder: null } };
    for (const _id of gone) await removedFeeds.updateOne({ _id }, again, { upsert: true });
  }
}

interface Leasable {
  find(filter: object, fields?: object): { limit(n: number): { lean<T>(): Promise<T> } };
  updateMany(filter: object, update: object): PromiseLike<unknown>;
}

/** Another replica may lease the same feed at the same moment; the lessee's mark says who has it. */
async function leaseOf<T>(
  model: Leasable,
  due: object,
  lease: { changesDueAt: Date; changesHolder: string },
): Promise<T[]> {
  const found = await model.find(due, { _id: 1 }).limit(MAX_FEEDS).lean<{ _id: string }[]>();
  if (found.length === 0) return [];
  const ids = found.map(({ _id }) => _id);
  await model.updateMany({ _id: { $in: ids }, ...due }, { $set: lease });
  const { changesHolder } = lease;
  return model
    .find({ _id: { $in: ids }, changesHolder })
    .limit(MAX_FEEDS)
    .lean<T[]>();
}

function untold(
  { _id, changes = [] }: RemovedFeedModel,
  feed: UntoldFeed['feed'],
  holder: string,
): UntoldFeed {
  return { feedId: _id, changes, feed, holder };
}

function withoutTold({ changes, holder }: UntoldFeed, now: Date): object[] {
  const ids = changes.map(({ id }) => id);
  const stored = { $ifNull: ['$changes', []] };
  const left = { $filter: { input: stored, cond: { $not: [{ $in: ['$$this.id', ids] }] } } };
  const isHeld = { $eq: ['$changesHolder', holder] };
  const isAllTold = { $and: [{ $eq: ['$changes', []] }, isHeld] };
  return [
    { $set: { changes: left } },
    {
      $set: {
        changesDueAt: { $cond: [isAllTold, null, LONG_AGO] },
        // Whoever has the lease now may have published before: it finds that it is not the last.
        changesHolder: { $cond: [isHeld, '$changesHolder', null] },
        recordToldAt: now,
      },
    },
  ];
}
