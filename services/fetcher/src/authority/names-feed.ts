import { normaliseUrl } from '@dateline/article';
import { findFeedLinks } from '@dateline/feed';

/** Tags that can name a feed, each within a bound, so that a page cannot make this long. */
const TAGS = /<(?:link|base)\b[^<>]{0,2000}>/gi;
const MAX_TAGS = 500;

/**
 * Whether a page names a feed by an autodiscovery link (`rel=alternate` with a feed's type, or `rel=feed`). A
 * link in the text does not count, because readers can write one.
 */
export function namesFeed(html: string, pageUrl: string, feedUrl: string): boolean {
  const wanted = normaliseUrl(feedUrl);
  const tags = (html.match(TAGS) ?? []).slice(0, MAX_TAGS);
  const links = findFeedLinks(tags.join('\n'), pageUrl).filter(({ from }) => from === 'link');
  return wanted !== null && links.some(({ url }) => normaliseUrl(url) === wanted);
}
