import type {
  Database,
  FeedCounts,
  FeedDoc,
  FeedMeter,
  FeedStats,
  FeedVolume,
  Subscription,
} from '@dateline/storage';

type Stores = Pick<Database, 'feedCounts' | 'feedMeters' | 'websub'>;

/** A feed as the API shows it: its record with what is measured of it. */
export interface FeedView extends Omit<FeedDoc, 'stats'> {
  stats: FeedStats & { lastDay: FeedCounts; last30Days: FeedCounts };
  losses: FeedMeter['losses'] & { backfillUnderWay: boolean };
  volume: FeedVolume | null;
  websub: WebSubView | null;
}

/** The subscription without what only hub and callback may know. */
export interface WebSubView {
  hub: string;
  topic: string;
  state: string;
  trust: string;
  leaseUntil: Date | null;
  verifiedAt: Date | null;
  nextActionAt: Date | null;
  lastPushAt: Date | null;
  deliveries: number;
  badSignatures: number;
  pushedEntries: number;
  missedEntries: number;
  lastError: string | null;
}

/** Joins feeds with their meters, rolling counts and subscriptions. */
export async function describeFeeds(
  stores: Stores,
  feeds: readonly FeedDoc[],
  now: Date,
): Promise<FeedView[]> {
  const ids = feeds.map(({ feedId }) => feedId);
  const [meters, counts, subscriptions] = await Promise.all([
    stores.feedMeters.ofFeeds(ids),
    stores.feedCounts.rolling(ids, now),
    stores.websub.ofFeeds(ids),
  ]);
  return feeds.map((feed) => {
    const { feedId } = feed;
    const meter = meters.get(feedId);
    const sums = counts.get(feedId);
    if (!meter || !sums) throw new Error(`no meter was read for the feed ${feedId}`);
    return {
      ...feed,
      stats: { ...feed.stats, lastDay: sums.day, last30Days: sums.month },
      losses: { ...meter.losses, backfillUnderWay: meter.backfill !== null },
      volume: meter.volume,
      websub: webSubOf(meter, subscriptions.get(feedId)),
    };
  });
}

/** A hub that is announced and not subscribed to has a line of its own: WebSub is off, or has yet to begin. */
function webSubOf({ hub }: FeedMeter, subscription: Subscription | undefined): WebSubView | null {
  if (subscription) {
    const { state, trust, topic, leaseUntil, verifiedAt, nextActionAt, lastPushAt } = subscription;
    const { deliveries, badSignatures, lastError, tally } = subscription;
    const times = { leaseUntil, verifiedAt, nextActionAt, lastPushAt };
    const found = { pushedEntries: tally.pushed, missedEntries: tally.missed };
    return {
      hub: subscription.hub,
      topic,
      state,
      trust,
      ...times,
      deliveries,
      badSignatures,
      ...found,
      lastError,
    };
  }
  if (hub === null) return null;
  const times = { leaseUntil: null, verifiedAt: null, nextActionAt: null, lastPushAt: null };
  const nothing = { deliveries: 0, badSignatures: 0, pushedEntries: 0, missedEntries: 0, lastError: null };
  return { hub: hub.hubs[0] ?? '', topic: hub.topic, state: 'off', trust: 'unproven', ...times, ...nothing };
}
