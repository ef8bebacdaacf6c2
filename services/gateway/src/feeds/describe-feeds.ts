import { judgeHealth, type FeedHealth } from '@dateline/feed';
import {
  POLLED_STATES,
  type Database,
  type FeedBalance,
  type FeedDoc,
  type FeedMeter,
  type FeedStats,
  type FeedSums,
  type FeedVoiceDoc,
  type FeedVolume,
  type HostView,
  type Subscription,
} from '@dateline/storage';

type Stores = Pick<
  Database,
  'feedCounts' | 'feedVoices' | 'feedMeters' | 'feedOverview' | 'ledger' | 'websub'
>;

/** A feed as the API shows it: its record with its measurements. */
export interface FeedView extends Omit<FeedDoc, 'stats'> {
  health: FeedHealth;
  stats: FeedStats & { lastDay: FeedSums; last30Days: FeedSums };
  losses: FeedMeter['losses'] & { backfillUnderWay: boolean };
  volume: FeedVolume | null;
  voices: Omit<FeedVoiceDoc, 'feedId'>[];
  websub: WebSubView | null;
  host: Omit<HostView, 'hostKey'> | null;
  /**
   * The earliest time of the next request, and what determines it: the feed's own next time, or its host's
   * pause.
   */
  nextRequest: { at: Date; because: string } | null;
  /** Only for a single feed. */
  articles?: FeedBalance;
}

/** The subscription without the secrets of hub and callback. */
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

/** Joins feeds with their measurements, rolling counts and subscriptions. */
export async function describeFeeds(
  stores: Stores,
  feeds: readonly FeedDoc[],
  now: Date,
): Promise<FeedView[]> {
  const ids = feeds.map(({ feedId }) => feedId);
  const [meters, counts, subscriptions, hosts, voices] = await Promise.all([
    stores.feedMeters.ofFeeds(ids),
    stores.feedCounts.rolling(ids, now),
    stores.websub.ofFeeds(ids),
    stores.feedOverview.hosts([...new Set(feeds.map(({ hostKey }) => hostKey))], now),
    stores.feedVoices.ofFeeds(ids),
  ]);
  return feeds.map((feed) => {
    const { feedId } = feed;
    const meter = meters.get(feedId);
    const sums = counts.get(feedId);
    if (!meter || !sums) throw new Error(`no meter was read for the feed ${feedId}`);
    return {
      ...feed,
      health: judgeHealth({ ...feed, losses: meter.losses, volume: meter.volume }, now),
      stats: { ...feed.stats, lastDay: sums.day, last30Days: sums.month },
      losses: { ...meter.losses, backfillUnderWay: meter.backfill !== null },
      volume: meter.volume,
      voices: (voices.get(feedId) ?? []).map(({ outlet, by, evidence, checkedAt }) => ({
        outlet,
        by,
        evidence,
        checkedAt,
      })),
      websub: webSubOf(meter, subscriptions.get(feedId)),
      host: hostOf(hosts.get(feed.hostKey)),
      nextRequest: nextRequestOf(feed, hosts.get(feed.hostKey)),
    };
  });
}

/** One feed, with the states of its articles. */
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

/**
 * An announced hub without a subscription gets its own line: WebSub is off, or the subscription has not
 * started yet.
 */
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
