import type { FeedMeterModel, FeedWindowModel, Models } from '../models/models.js';
import type { FeedMeter, StoredWindow } from './feed-meter.types.js';

const NO_LOSSES = { count: 0, lastAt: null, lastSince: null, backfilled: 0, lastBackfill: null };

/** Meters of feeds: announced hub, losses, usual volume; and the window that the loss meter compares with. */
export class FeedMeterRepository {
  constructor(private readonly models: Pick<Models, 'feedMeters' | 'feedWindows'>) {}

  /** A feed that nothing was measured of has an empty meter. */
  async get(feedId: string): Promise<FeedMeter> {
    return (await this.ofFeeds([feedId])).get(feedId) ?? emptyMeter(feedId);
  }

  async ofFeeds(feedIds: readonly string[]): Promise<Map<string, FeedMeter>> {
    const found = await this.models.feedMeters
      .find({ _id: { $in: feedIds } })
      .lean<Partial<FeedMeterModel>[]>();
    const stored = new Map(found.map(({ _id, ...rest }) => [_id, rest]));
    return new Map(
      feedIds.map((id) => {
        const { losses, ...rest } = stored.get(id) ?? {};
        return [id, { ...emptyMeter(id), ...rest, losses: { ...NO_LOSSES, ...losses } }];
      }),
    );
  }

  /** Sets the fields that are given. */
  async set(feedId: string, fields: Partial<Omit<FeedMeter, 'feedId'>>): Promise<void> {
    await this.models.feedMeters.updateOne({ _id: feedId }, { $set: fields }, { upsert: true });
  }

  async window(feedId: string): Promise<StoredWindow | null> {
    const found = await this.models.feedWindows.findById(feedId).lean<FeedWindowModel | null>();
    return found ? { names: found.names, at: found.at } : null;
  }

  async setWindow(feedId: string, window: StoredWindow): Promise<void> {
    await this.models.feedWindows.updateOne({ _id: feedId }, { $set: window }, { upsert: true });
  }

  /** All of a feed that was removed. */
  async forget(feedId: string): Promise<void> {
    await this.models.feedMeters.deleteOne({ _id: feedId });
    await this.models.feedWindows.deleteOne({ _id: feedId });
  }
}

const emptyMeter = (feedId: string): FeedMeter => ({
  feedId,
  hub: null,
  losses: NO_LOSSES,
  backfill: null,
  volume: null,
  updatedAt: new Date(0),
});
