import { normaliseUrl, sameOutlet } from '@dateline/article';
import { findFeedLinks } from '@dateline/feed';

/** Tags that can name a feed, each within a bound, so that a page cannot make this long. */
const TAGS = /<(?:link|base)\b[^<>]{0,2000}>/gi;
const MAX_TAGS = 500;

/** Addresses at a page's own outlet that the page names as its feeds. */
export function ownFeedsOf(html: string, pageUrl: string): string[] {
  return feedLinksOf(html, pageUrl).filter((url) => sameOutlet(url, pageUrl));
}

/**
 * Whether a page names a feed by an autodiscovery link (`rel=alternate` with a feed's type, or `rel=feed`). A
 * link in the text does not count, because readers can write one.
 */
export function namesFeed(html: string, pageUrl: string, feedUrl: string): boolean {
  return feedLinksOf(html, pageUrl).some((url) => isSameAddress(url, feedUrl));
}

export function isSameAddress(a: string, b: string): boolean {
  const key = normaliseUrl(a);
  return key !== null && key === normaliseUrl(b);
}

function feedLinksOf(html: string, pageUrl: string): string[] {
  const tags = (html.match(TAGS) ?? []).slice(0, MAX_TAGS);
  const links = findFeedLinks(tags.join('\n'), pageUrl).filter(({ from }) => from === 'link');
  return links.map(({ url }) => url);
}
