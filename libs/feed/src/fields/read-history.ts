import type { FeedNode } from '../xml/feed-node.js';
import type { FeedHistory, FeedInfo } from '../feed.types.js';
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

/**
 * The document with the entries before those of `url`: the one that the publisher names, else the next page
 * of a WordPress feed, which supports `paged` without saying so. Null if neither is known.
 */
export function olderDocumentOf(
  { history, generator }: Pick<FeedInfo, 'history' | 'generator'>,
  url: string,
): string | null {
  if (history.olderUrl !== null) return history.olderUrl;
  if (history.isComplete || !/wordpress\.org/i.test(generator ?? '') || !URL.canParse(url)) return null;
  const next = new URL(url);
  const page = Number(next.searchParams.get('paged') ?? '1');
  if (!Number.isInteger(page) || page < 1) return null;
  next.searchParams.set('paged', String(page + 1));
  return next.href;
}

/** These marks are empty elements; their presence is the statement. */
const isThere = (feed: FeedNode, name: string): boolean => feed.all(name).length > 0;
