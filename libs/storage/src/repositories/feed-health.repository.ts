import type { FeedMeterModel, FeedModel, Models } from '../models/models.js';
import { toFeed } from './feed.document.js';
import { NO_LOSSES } from './feed-meter.repository.js';
import type { FeedMeter, FeedVolume } from './feed-meter.types.js';
import type { FeedDoc } from './feed.types.js';

/** Fields of a feed that its health is judged by, and by which a list of feeds is filtered. */
const FIELDS = [
  'url',
  'hostKey',
  'title',
  'ownTitle',
  'labels',
  'state',
  'stateReason',
  'stateSince',
  'createdAt',
  'updatedAt',
  'lastFetchAt',
  'lastSuccessAt',
  'lastNewEntryAt',
  'nextFetchAt',
  'nextFetchReason',
  'intervalSeconds',
  'policy',
  'duplicateOf',
  'failure',
  'problem',
  'stats',
] as const;
const VOLUME = ['state', 'stateSince', 'silentSince', 'expected', 'found', 'windowHours', 'expectedPerDay'];

/** A feed in short: a tenth of its record, so that thousands are read at once. */
export type FeedRow = Pick<FeedDoc, 'feedId' | 'documentTitle' | (typeof FIELDS)[number]> & {
  losses: FeedMeter['losses'];
  volume: Omit<FeedVolume, 'hourOfWeek' | 'dispersion' | 'observedDays' | 'learnedAt' | 'judgedAt'> | null;
};

const projected = (names: readonly string[], prefix = '') =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, 1]));

/** The rows of all feeds. Reads only. */
export class FeedHealthRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'feedMeters'>) {}

  async rows(): Promise<FeedRow[]> {
    const [feeds, meters] = await Promise.all([
      this.models.feeds.find({}, projected(FIELDS)).lean<FeedModel[]>(),
      this.models.feedMeters
        .find({}, { losses: 1, ...projected(VOLUME, 'volume.') })
        .lean<Partial<FeedMeterModel>[]>(),
    ]);
    const meterOf = new Map(meters.map((meter) => [meter._id, meter]));
    return feeds.map((feed) => {
      const { losses, volume } = meterOf.get(feed._id) ?? {};
      return { ...toFeed(feed), losses: { ...NO_LOSSES, ...losses }, volume: volume ?? null };
    });
  }
}
