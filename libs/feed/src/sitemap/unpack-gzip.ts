import { gunzipSync, inflateRawSync } from 'node:zlib';
import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';

/** Whether bytes begin like gzip data (RFC 1952, section 2.3.1). */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks gzip data and returns other bytes unchanged. Sites serve `sitemap.xml.gz` without a content coding.
 */
export function unpackGzip(bytes: Uint8Array): Uint8Array {
  if (!isPacked(bytes)) return bytes;
  const options = { maxOutputLength: FEED_LIMITS.sitemapBytes };
  try {
    const plain = gunzipSync(bytes, options);
    // Some servers pack a file again that was packed already.
    return isPacked(plain) ? gunzipSync(plain, options) : plain;
  } catch (cause) {
    if (isTooLarge(cause)) throw new FeedError('too_large', 'gzip data that unpack to too much', { cause });
  }
  try {
    // Caches append a comment to the data, and some servers leave out the checksum. The deflated data mark
    // their own end.
    return inflateRawSync(bytes.subarray(headerLength(bytes)), options);
  } catch (cause) {
    const code = isTooLarge(cause) ? 'too_large' : 'malformed';
    throw new FeedError(code, 'gzip data that cannot be unpacked', { cause });
  }
}

const isTooLarge = (cause: unknown): boolean =>
  cause !== null && typeof cause === 'object' && Reflect.get(cause, 'code') === 'ERR_BUFFER_TOO_LARGE';

/** Length of a member's header with its optional fields (RFC 1952, section 2.3). */
function headerLength(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return flags & 2 ? at + 2 : at;
}
