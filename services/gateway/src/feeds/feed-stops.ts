import type { Database, FeedDoc } from '@dateline/storage';

type Stores = Pick<Database, 'feeds' | 'websub' | 'feedCounts' | 'feedMeters' | 'skippedEntries'>;

/** Pauses a feed and ends its subscription at the hub. Null when no feed has the id. */
export async function pauseFeed(
  stores: Stores,
  { feedId, reason }: { feedId: string; reason: string },
  now: Date,
): Promise<FeedDoc | null> {
  const feed = await stores.feeds.setState(feedId, 'paused', reason, now);
  if (feed) await stores.websub.end(feedId, now);
  return feed;
}

/** Removes a feed with what was measured of it; its articles stay. False when no feed has the id. */
export async function removeFeed(stores: Stores, feedId: string, now: Date): Promise<boolean> {
  // The subscription first: it outlives the feed until its hub has confirmed.
  await stores.websub.end(feedId, now);
  const removed = await stores.feeds.remove(feedId, now);
  await stores.feedMeters.forget(feedId);
  await stores.feedCounts.forget(feedId);
  await stores.skippedEntries.forget(feedId);
  return removed;
}
