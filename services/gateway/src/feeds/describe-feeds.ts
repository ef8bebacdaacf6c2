import {
  POLLED_STATES,
  type Database,
  type FeedBalance,
  type FeedDoc,
  type FeedMeter,
  type FeedStats,
  type FeedSums,
  type FeedVolume,
  type HostView,
  type Subscription,
} from '@dateline/storage';

type Stores = Pick<Database, 'feedCounts' | 'feedMeters' | 'feedOverview' | 'ledger' | 'websub'>;

/** A feed as the API shows it: its record with what is measured of it. */
export interface FeedView extends Omit<FeedDoc, 'stats'> {
  stats: FeedStats & { lastDay: FeedSums; last30Days: FeedSums };
  losses: FeedMeter['losses'] & { backfillUnderWay: boolean };
  volume: FeedVolume | null;
  websub: WebSubView | null;
  host: Omit<HostView, 'hostKey'> | null;
  /** When a request can be made at the soonest, and which of the two decides: the feed's own next time, or the pause of its host. */
  nextRequest: { at: Date; because: string } | null;
  /** Only where one feed is asked for. */
  articles?: FeedBalance;
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
  const [meters, counts, subscriptions, hosts] = await Promise.all([
    stores.feedMeters.ofFeeds(ids),
    stores.feedCounts.rolling(ids, now),
    stores.websub.ofFeeds(ids),
    stores.feedOverview.hosts([...new Set(feeds.map(({ hostKey }) => hostKey))], now),
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
      host: hostOf(hosts.get(feed.hostKey)),
      nextRequest: nextRequestOf(feed, hosts.get(feed.hostKey)),
    };
  });
}

/** One feed, with what became of its articles. */
export async function describeFeed(stores: Stores, feed: FeedDoc, now: Date): Promise<FeedView> {
  const [[view], articles] = await Promise.all([
    describeFeeds(stores, [feed], now),
    stores.ledger.ofFeed(feed.feedId),
  ]);
  if (!view) throw new Error(`the feed ${feed.feedId} was not described`);
  return { ...view, articles };
}

function hostOf(host: HostView | undefined): FeedView['host'] {
  if (!host) return null;
  const { nextAllowedAt, crawlDelayMs, leasedUntil } = host;
  return { nextAllowedAt, crawlDelayMs, leasedUntil };
}

function nextRequestOf(feed: FeedDoc, host: HostView | undefined): FeedView['nextRequest'] {
  if (!POLLED_STATES.includes(feed.state)) return null;
  const isHost = host !== undefined && host.nextAllowedAt > feed.nextFetchAt;
  return isHost
    ? { at: host.nextAllowedAt, because: 'host_pause' }
    : { at: feed.nextFetchAt, because: feed.nextFetchReason };
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
