import { decodeFeed } from './bytes/decode-feed.js';
import { FeedError } from './feed.errors.js';
import { FEED_LIMITS } from './feed.limits.js';
import type { FeedDocument, FeedReader } from './xml/feed-node.js';
import type { ParsedFeed } from './feed.types.js';
import { mapEntry } from './fields/map-entry.js';
import { mapFeed } from './fields/map-feed.js';
import { parseJson } from './json/parse-json.js';
import { readJsonFeed } from './json/read-json-feed.js';
import { readRssInJson } from './json/read-rss-in-json.js';
import { readTree } from './xml/read-tree.js';
import { readWithRssParser } from './rss-parser/read-with-rss-parser.js';
import { repairXml } from './xml/repair-xml.js';
import { findSiteBase } from './text/find-site-base.js';
import { resolveBase } from './text/resolve-url.js';

/** The readers of XML feeds, by name. */
const READERS = { own: readTree, 'rss-parser': readWithRssParser } satisfies Record<string, FeedReader>;

/** Warnings about faults for which a strict XML parser would refuse the document. */
const ILL_FORMED = new Set([
  'control_characters',
  'text_before_document',
  'unclosed_elements',
  'bare_ampersands',
]);

export type FeedReaderName = keyof typeof READERS;

export interface ParseFeedOptions {
  /** The address of the bytes after redirects; '' if unknown. */
  url: string;
  headers: Record<string, string>;
  reader?: FeedReaderName;
  /** Entries that are read at most; the rest is counted as `over_budget`. A sitemap has the limit of its protocol. */
  maxEntries?: number | undefined;
}

/**
 * Parses RSS 0.9x to 2.0 (in JSON too), RSS 1.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1 into one shape. Throws
 * FeedError.
 */
export async function parseFeed(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParsedFeed> {
  if (bytes.byteLength > FEED_LIMITS.bytes)
    throw new FeedError('too_large', `more than ${FEED_LIMITS.bytes} bytes`);
  const { text, warnings } = decodeFeed(bytes, headerOf(options, 'content-type'));
  const start = text.trimStart();
  if (start === '') throw new FeedError('empty', 'no text');
  const base = documentBase(options.url, headerOf(options, 'content-location'));
  const language = headerOf(options, 'content-language');
  const maxItems = options.maxEntries ?? Infinity;
  if (start.startsWith('{') || start.startsWith('[')) {
    const root = parseJson(start);
    const rss = readRssInJson(root, base, maxItems);
    if (rss) return mapDocument(rss, language, warnings);
    const parsed = readJsonFeed(root, { base, httpLanguage: language, maxItems });
    return { ...parsed, warnings: [...warnings, ...parsed.warnings] };
  }
  const xml = repairXml(text);
  const document = await READERS[options.reader ?? 'own'](xml, findSiteBase(xml.text, base), maxItems);
  return mapDocument(document, language, [...warnings, ...xml.warnings]);
}

function mapDocument(
  document: FeedDocument,
  language: string | null,
  warnings: readonly string[],
): ParsedFeed {
  const { root, items, beyond, lost, truncated, marks } = document;
  const feed = mapFeed(document, language);
  const found = [...warnings, ...marks];
  return {
    kind: root,
    feed,
    items: items.map((item) => mapEntry(item, root, feed)),
    sitemaps: [],
    dropped: { ...(beyond > 0 ? { over_budget: beyond } : {}), ...(lost > 0 ? { malformed: lost } : {}) },
    truncated,
    illFormed: truncated || found.some((word) => ILL_FORMED.has(word)),
    warnings: truncated ? [...found, 'truncated'] : found,
  };
}

/** An HTTP header by its name, in any case. */
export function headerOf({ headers }: ParseFeedOptions, name: string): string | null {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

function documentBase(url: string, contentLocation: string | null): string | null {
  const own = resolveBase(url === '' ? undefined : url, null);
  return resolveBase(contentLocation ?? undefined, own);
}
