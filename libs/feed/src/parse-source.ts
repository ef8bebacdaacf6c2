import { gunzipSync } from 'node:zlib';
import { FeedError } from './feed.errors.js';
import { FEED_LIMITS } from './feed.limits.js';
import type { ParsedFeed } from './feed.types.js';
import { parseFeed, type ParseFeedOptions } from './parse-feed.js';
import { isSitemap, parseSitemap } from './sitemap/parse-sitemap.js';

/** Anything that names articles: a feed (`parseFeed`), or a sitemap of any kind (`parseSitemap`), in gzip or not. Throws FeedError. */
export async function parseSource(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParsedFeed> {
  const document = unpack(bytes);
  return isSitemap(document) ? parseSitemap(document, options) : parseFeed(document, options);
}

/** Whether bytes begin as gzip data do (RFC 1952, section 2.3.1). */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The document inside gzip data; other bytes as they are. Sites serve `sitemap.xml.gz` without a content coding. */
function unpack(bytes: Uint8Array): Uint8Array {
  if (!isPacked(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: FEED_LIMITS.sitemapBytes });
  } catch (cause) {
    const isLarge =
      cause !== null && typeof cause === 'object' && Reflect.get(cause, 'code') === 'ERR_BUFFER_TOO_LARGE';
    throw new FeedError(isLarge ? 'too_large' : 'malformed', 'gzip data that cannot be unpacked', { cause });
  }
}
