import { writeOpml } from '@dateline/feed';
import type { FeedRepository } from '@dateline/storage';
import { allFeeds } from './add-feed.js';

/** All feeds with their labels as an OPML 2.0 document. */
export async function exportOpml(repository: Pick<FeedRepository, 'list'>): Promise<string> {
  const feeds = await allFeeds(repository);
  return writeOpml(
    feeds.map(({ title, url, siteUrl, labels }) => ({ title, url, htmlUrl: siteUrl, labels })),
  );
}
