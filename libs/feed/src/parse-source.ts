import { decodeFeed } from './bytes/decode-feed.js';
import { FEED_LIMITS } from './feed.limits.js';
import type { ParsedFeed } from './feed.types.js';
import { headerOf, parseFeed, type ParseFeedOptions } from './parse-feed.js';
import { beginsAsFeed, findSitemapForm } from './sitemap/find-sitemap-form.js';
import { parseSitemap } from './sitemap/parse-sitemap.js';
import { unpackGzip } from './sitemap/unpack-gzip.js';

/** Anything that names articles: a feed (`parseFeed`), or a sitemap of any kind (`parseSitemap`), in gzip or not. Throws FeedError. */
export async function parseSource(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParsedFeed> {
  const document = unpackGzip(bytes);
  if (beginsAsFeed(document) || document.byteLength > FEED_LIMITS.sitemapBytes)
    return parseFeed(document, options);
  const decoded = decodeFeed(document, headerOf(options, 'content-type'));
  const form = findSitemapForm(decoded.text);
  return form === null ? parseFeed(document, options) : parseSitemap(decoded, form, options.url);
}
