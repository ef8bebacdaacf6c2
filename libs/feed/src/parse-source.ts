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
    return { ...parsed, offered, dropped: withCutOff(parsed, offered) };
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

/** Adds the entry that a cut-off document ends in, which no reader sees. There is at most one. */
function withCutOff({ items, sitemaps, dropped, truncated }: ParsedFeed, offered: number): DroppedEntries {
  const handled = Object.values(dropped).reduce((sum, n) => sum + n, items.length + sitemaps.length);
  return truncated && handled < offered ? { ...dropped, malformed: (dropped.malformed ?? 0) + 1 } : dropped;
}
