import { hostKeyOf } from '@dateline/article';
import { findSitemapLines, type ParsedFeed } from '@dateline/feed';
import type { BackfillDocument, FeedBackfill } from '@dateline/storage';
import { chooseSitemaps } from '../sitemaps/choose-sitemaps.js';
import { archiveBefore } from './plan-backfill.js';

const MAX_SITEMAPS = 4;
const NEWS = /news|nachrichten|noticias|actualit|latest|today/i;
/** Usual places of sitemaps that robots.txt does not name. */
const WELL_KNOWN = ['/news-sitemap.xml', '/sitemap.xml'];

/**
 * The sitemaps of a site, news sitemaps first: those that robots.txt names, else the usual places. Only the
 * site's own sitemaps count.
 */
export function sitemapsOf(robotsTxt: string, robotsUrl: string): BackfillDocument[] {
  const own = findSitemapLines(robotsTxt, robotsUrl).filter((url) => hostKeyOf(url) === hostKeyOf(robotsUrl));
  const urls = own.length > 0 ? own : WELL_KNOWN.map((path) => new URL(path, robotsUrl).href);
  const inOrder = [...urls.filter((url) => NEWS.test(url)), ...urls.filter((url) => !NEWS.test(url))];
  return inOrder.slice(0, MAX_SITEMAPS).map((url) => ({ url, kind: 'sitemap', tries: 0 }));
}

/**
 * The documents that one document leads to: an archive to the one before it, an index to its sitemaps that
 * changed since the loss.
 */
export function documentsAfter(
  { url, kind }: BackfillDocument,
  parsed: ParsedFeed,
  { from }: Pick<FeedBackfill, 'from'>,
  at: Date,
): BackfillDocument[] {
  if (parsed.kind === 'sitemapIndex') {
    const limits = { maxAgeMs: at.getTime() - from.getTime(), maxSitemaps: MAX_SITEMAPS };
    const urls = chooseSitemaps(parsed.sitemaps, { url, hostKey: hostKeyOf(url) }, at, limits);
    return urls.map((sitemap) => ({ url: sitemap, kind: 'sitemap', tries: 0 }));
  }
  return kind === 'archive' ? archiveBefore({ parsed, documentUrl: url }) : [];
}
