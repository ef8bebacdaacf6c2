import type { ParsedFeed } from './feed.types.js';
import { parseFeed, type ParseFeedOptions } from './parse-feed.js';
import { isSitemap, parseSitemap } from './parse-sitemap.js';

/** Anything that names articles: a feed (`parseFeed`), or a sitemap of any kind (`parseSitemap`). Throws FeedError. */
export async function parseSource(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParsedFeed> {
  return isSitemap(bytes) ? parseSitemap(bytes, options) : parseFeed(bytes, options);
}
