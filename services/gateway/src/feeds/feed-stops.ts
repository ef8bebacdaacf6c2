import type { Database, FeedDoc } from '@dateline/storage';

type Stores = Pick<
  Database,
  'feeds' | 'websub' | 'feedCounts' | 'feedMeters' | 'feedVoices' | 'skippedEntries'
>;

/** Pauses a feed and ends its hub subscription. Null when the feed does not exist. */
export async function pauseFeed(
  stores: Stores,
  { feedId, reason }: { feedId: string; reason: string },
  now: Date,
): Promise<FeedDoc | null> {
  const feed = await stores.feeds.setState(feedId, 'paused', reason, now);
  if (feed) await stores.websub.end(feedId, now);
  return feed;
}

/** Removes a feed and its measurements; its articles stay. False when the feed does not exist. */
export async function removeFeed(stores: Stores, feedId: string, now: Date): Promise<boolean> {
  // End the subscription first: it outlives the feed until its hub has confirmed the end.
  await stores.websub.end(feedId, now);
  const removed = await stores.feeds.remove(feedId, now);
  await stores.feedMeters.forget(feedId);
  await stores.feedCounts.forget(feedId);
  await stores.skippedEntries.forget(feedId);
  await stores.feedVoices.forget(feedId);
  return removed;
}
