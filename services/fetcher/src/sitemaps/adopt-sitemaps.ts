import { hostKeyOf } from '@dateline/article';
import type { ParsedFeed } from '@dateline/feed';
import type { Database, FeedDoc } from '@dateline/storage';
import { chooseSitemaps } from './choose-sitemaps.js';

export interface IndexLimits {
  maxAgeMs: number;
  maxSitemaps: number;
}

/**
 * Makes the current sitemaps of an index feeds of their own, so that each is polled by the same rules and
 * visible to operators. Pauses those that the index no longer names. An index within an index is not
 * followed. Returns the number of polled sitemaps.
 */
export async function adoptSitemaps(
  feeds: Pick<Database['feeds'], 'add' | 'pauseLeftBehind' | 'setState'>,
  feed: FeedDoc,
  parsed: ParsedFeed,
  { at, limits }: { at: Date; limits: IndexLimits },
): Promise<number> {
  if (parsed.kind !== 'sitemapIndex' || feed.origin.type === 'sitemap') return 0;
  const urls = chooseSitemaps(parsed.sitemaps, feed, at, limits);
  for (const url of urls) {
    const { feed: child, created } = await feeds.add({
      url,
      hostKey: hostKeyOf(url),
      origin: { type: 'sitemap', ref: feed.feedId },
      intervalSeconds: feed.intervalSeconds,
      now: at,
    });
    if (!created && child.state === 'paused' && child.stateReason === LEFT_BEHIND)
      await feeds.setState(child.feedId, 'active', null, at);
  }
  await feeds.pauseLeftBehind(feed.feedId, urls, LEFT_BEHIND, at);
  return urls.length;
}

const LEFT_BEHIND = 'its sitemap index names it no more among the latest';
