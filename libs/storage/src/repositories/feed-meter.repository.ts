import type { AnyBulkWriteOperation } from 'mongoose';
import type { FeedMeterModel, FeedWindowModel, Models } from '../models/models.js';
import { RequestBatcher } from '../request-batcher.js';
import { WriteBatcher } from '../write-batcher.js';
import type { FeedMeter, StoredWindow } from './feed-meter.types.js';

/** Of a feed that has lost nothing. */
export const NO_LOSSES = { count: 0, lastAt: null, lastSince: null, backfilled: 0, lastBackfill: null };

/**
 * Measurements of feeds: announced hub, losses, usual volume, and the window that the loss detector compares
 * with.
 */
export class FeedMeterRepository {
  private readonly meters = new RequestBatcher(async (feedIds: readonly string[]) => {
    const found = await this.ofFeeds(feedIds);
    return feedIds.map((feedId) => ({ value: found.get(feedId) ?? emptyMeter(feedId) }));
  });
  private readonly windows = new RequestBatcher(async (feedIds: readonly string[]) => {
    const found = await this.models.feedWindows.find({ _id: { $in: feedIds } }).lean<FeedWindowModel[]>();
    const byId = new Map(found.map(({ _id, names, at }) => [_id, { names, at }]));
    return feedIds.map((feedId) => ({ value: byId.get(feedId) ?? null }));
  });
  private readonly meterWrites: WriteBatcher<AnyBulkWriteOperation<FeedMeterModel>>;
  private readonly windowWrites: WriteBatcher<AnyBulkWriteOperation<FeedWindowModel>>;

  constructor(private readonly models: Pick<Models, 'feedMeters' | 'feedWindows'>) {
    const how = { ordered: false, throwOnValidationError: true } as const;
    this.meterWrites = new WriteBatcher((operations) => models.feedMeters.bulkWrite(operations, how));
    this.windowWrites = new WriteBatcher((operations) => models.feedWindows.bulkWrite(operations, how));
  }

  /** A feed without measurements has an empty meter. */
  get(feedId: string): Promise<FeedMeter> {
    return this.meters.send(feedId);
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

  /** Sets only the given fields. */
  async set(feedId: string, fields: Partial<Omit<FeedMeter, 'feedId'>>): Promise<void> {
    await this.meterWrites.write([
      { updateOne: { filter: { _id: feedId }, update: { $set: fields }, upsert: true } },
    ]);
  }

  window(feedId: string): Promise<StoredWindow | null> {
    return this.windows.send(feedId);
  }

  async setWindow(feedId: string, window: StoredWindow): Promise<void> {
    await this.windowWrites.write([
      { updateOne: { filter: { _id: feedId }, update: { $set: window }, upsert: true } },
    ]);
  }

  /** Removes all measurements of a feed that was removed. */
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
