import { hostKeyOf } from '@dateline/article';
import type { SitemapLink } from '@dateline/feed';

const NEWS = /news|nachrichten|noticias|actualit|latest|today/i;

/**
 * The sitemaps of an index to poll: those changed within the age (milliseconds), latest first. If the index
 * has no dates: those with news in their name, else the first and the last, because sites append at either
 * end. Only sitemaps on the index's own site count.
 */
export function chooseSitemaps(
  links: readonly SitemapLink[],
  index: { url: string; hostKey: string },
  at: Date,
  { maxAgeMs, maxSitemaps }: { maxAgeMs: number; maxSitemaps: number },
): string[] {
  const own = links.filter(({ url }) => isWeb(url) && url !== index.url && hostKeyOf(url) === index.hostKey);
  const dated = own.flatMap(({ url, lastModified }) =>
    lastModified === null ? [] : [{ url, at: Date.parse(lastModified) }],
  );
  const news = own.filter(({ url }) => NEWS.test(url)).map(({ url }) => url);
  if (dated.length > 0) {
    const fresh = dated.filter((link) => link.at >= at.getTime() - maxAgeMs).sort((a, b) => b.at - a.at);
    return [...new Set(fresh.map(({ url }) => url))].slice(0, maxSitemaps);
  }
  const ends = [own[0], own.at(-1)].flatMap((link) => (link ? [link.url] : []));
  return [...new Set(news.length > 0 ? news : ends)].slice(0, maxSitemaps);
}

const isWeb = (url: string): boolean => /^https?:/i.test(url) && URL.canParse(url);
