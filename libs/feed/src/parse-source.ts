import { decodeFeed } from './bytes/decode-feed.js';
import { FeedError } from './feed.errors.js';
import { FEED_LIMITS } from './feed.limits.js';
import type { DroppedEntries, ParsedFeed, ReadSource } from './feed.types.js';
import { countOffered } from './offered/count-offered.js';
import { headerOf, parseFeed, type ParseFeedOptions } from './parse-feed.js';
import { beginsAsFeed, findSitemapForm } from './sitemap/find-sitemap-form.js';
import { parseSitemap } from './sitemap/parse-sitemap.js';
import { unpackGzip } from './sitemap/unpack-gzip.js';

/**
 * Parses any list of articles: a feed (`parseFeed`) or a sitemap of any kind (`parseSitemap`), plain or in
 * gzip, and counts the entries that it offers. Throws FeedError with that count.
 */
export async function parseSource(bytes: Uint8Array, options: ParseFeedOptions): Promise<ReadSource> {
  const document = unpackGzip(bytes);
  const offered = countOffered(document);
  try {
    const parsed = await parseDocument(document, options);
    return { ...parsed, offered, dropped: fitted(parsed, offered) };
  } catch (error) {
    if (error instanceof FeedError) error.offered = offered;
    throw error;
  }
}

async function parseDocument(document: Uint8Array, options: ParseFeedOptions): Promise<ParsedFeed> {
  if (beginsAsFeed(document) || document.byteLength > FEED_LIMITS.sitemapBytes)
    return parseFeed(document, options);
  const decoded = decodeFeed(document, headerOf(options, 'content-type'));
  const form = findSitemapForm(decoded.text);
  return form === null ? parseFeed(document, options) : parseSitemap(decoded, form, options.url);
}

/**
 * The dropped entries, fitted to the entries that the bytes hold. A cut-off document may end in an entry that no reader
 * sees. Of the start tags that led to no entry only those count that the bytes hold as entries: not those of extensions.
 */
function fitted({ items, sitemaps, dropped, truncated }: ParsedFeed, offered: number): DroppedEntries {
  const { malformed = 0, ...others } = dropped;
  const handled = Object.values(others).reduce((sum, n) => sum + n, items.length + sitemaps.length);
  const lost = Math.min(malformed + (truncated ? 1 : 0), Math.max(0, offered - handled));
  return lost > 0 ? { ...others, malformed: lost } : others;
}
