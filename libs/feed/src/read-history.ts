import type { FeedNode } from './feed-node.js';
import type { FeedHistory } from './feed.types.js';
import type { FeedLink } from './read-links.js';

/** RFC 5005: complete feeds (section 2), paged feeds (3) and archived feeds (4). */
export function readHistory(feed: FeedNode, links: readonly FeedLink[]): FeedHistory {
  const linkOf = (rel: string): string | null => links.find((link) => link.rel === rel)?.url ?? null;
  return {
    isComplete: isThere(feed, 'fh:complete'),
    isArchive: isThere(feed, 'fh:archive'),
    olderUrl: linkOf('prev-archive') ?? linkOf('next'),
    currentUrl: linkOf('current'),
  };
}

/** The marks are empty elements: that they stand there says it. */
const isThere = (feed: FeedNode, name: string): boolean => feed.all(name).length > 0;
