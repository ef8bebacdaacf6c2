import { Parser } from 'htmlparser2';
import { decodeFeed } from '../bytes/decode-feed.js';
import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import type { FeedEntry, FeedInfo, ParsedFeed, SitemapLink } from '../feed.types.js';
import { collapse } from '../text/html-text.js';
import { readFeedDate } from '../fields/read-feed-date.js';
import { resolveBase, resolveUrl } from '../text/resolve-url.js';

const FIRST_TAG = /<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})/i;
const HEAD_BYTES = 4_096;

/** Whether bytes are a sitemap or an index of them (sitemaps.org), by the first element. */
export function isSitemap(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const root = FIRST_TAG.exec(head.replace(/<!--[^>]{0,2000}-->/g, ''))?.[1]?.toLowerCase();
  return root === 'urlset' || root === 'sitemapindex';
}

/**
 * A sitemap, a Google News sitemap, or a sitemap index as a feed: pages are entries without text, an index names further
 * sitemaps. Only whole records count; more than the protocol's 50,000 are cut off. Throws FeedError.
 */
export function parseSitemap(
  bytes: Uint8Array,
  options: { url: string; headers: Record<string, string> },
): ParsedFeed {
  const { text, warnings } = decodeFeed(bytes, options.headers['content-type'] ?? null);
  const scan = new SitemapScan(resolveBase(options.url === '' ? undefined : options.url, null));
  const parser = new Parser(scan.handler(), { xmlMode: true, decodeEntities: true });
  parser.write(text);
  const truncated = scan.depth > 0;
  scan.isDone = true;
  parser.end();
  if (scan.root === null) throw new FeedError('not_a_feed', 'neither urlset nor sitemapindex');
  const isIndex = scan.root === 'sitemapindex';
  return {
    kind: isIndex ? 'sitemapIndex' : scan.hasNews ? 'newsSitemap' : 'sitemap',
    feed: scan.feed,
    items: scan.items,
    sitemaps: scan.sitemaps,
    truncated,
    illFormed: truncated,
    warnings: truncated ? [...warnings, 'truncated'] : warnings,
  };
}

class SitemapScan {
  root: 'urlset' | 'sitemapindex' | null = null;
  depth = 0;
  isDone = false;
  hasNews = false;
  readonly items: FeedEntry[] = [];
  readonly sitemaps: SitemapLink[] = [];
  readonly feed = noInfo();
  private fields: Record<string, string> | null = null;
  private text = '';

  constructor(private readonly base: string | null) {}

  handler() {
    return {
      onopentag: (tag: string) => this.open(localName(tag)),
      ontext: (text: string) => {
        if (this.fields && this.text.length < FEED_LIMITS.entityLength) this.text += text;
      },
      onclosetag: (tag: string) => this.close(localName(tag)),
    };
  }

  private open(name: string): void {
    if (++this.depth > FEED_LIMITS.depth)
      throw new FeedError('too_complex', `more than ${FEED_LIMITS.depth} levels`);
    if (this.depth === 1 && (name === 'urlset' || name === 'sitemapindex')) this.root = name;
    if (this.depth === 2 && (name === 'url' || name === 'sitemap')) this.fields = {};
    if (name === 'news' && this.fields) this.hasNews = true;
    this.text = '';
  }

  private close(name: string): void {
    this.depth--;
    if (this.fields === null || this.isDone) return;
    // `image:loc` closes within `image:image`, deeper than the page's own `loc`.
    const key = name === 'loc' && this.depth > 2 ? 'image' : name;
    if (this.depth >= 2 && this.fields[key] === undefined) this.fields[key] = collapse(this.text);
    if (this.depth === 1) this.take(this.fields);
    this.text = '';
  }

  private take(fields: Record<string, string>): void {
    this.fields = null;
    const url = resolveUrl(fields['loc'], this.base);
    if (url === null || this.items.length + this.sitemaps.length >= FEED_LIMITS.sitemapEntries) return;
    const lastModified = isoDate(fields['lastmod']);
    if (this.root === 'sitemapindex') this.sitemaps.push({ url, lastModified });
    else this.items.push(entryOf(url, lastModified, fields, this.base));
    this.feed.title ??= fields['name'] || null;
  }
}

function entryOf(
  url: string,
  lastModified: string | null,
  fields: Record<string, string>,
  base: string | null,
): FeedEntry {
  const publication = fields['name'] || null;
  const words = (fields['keywords'] ?? '').split(',').map(collapse);
  return {
    id: null, url, originalUrl: null, title: fields['title'] || null, authors: [], published: isoDate(fields['publication_date']),
    updated: lastModified, summaryHtml: null, contentHtml: null, enclosures: [], media: [],
    image: resolveUrl(fields['image'], base), categories: words.filter((word) => word !== ''),
    language: /^[a-z]{2,3}(?:-[a-z]{2})?$/i.test(fields['language'] ?? '') ? (fields['language'] ?? null) : null,
    commentsUrl: null, source: publication === null ? null : { title: publication, url: null, feedUrl: null, id: null },
  }; // prettier-ignore
}

const isoDate = (text: string | undefined): string | null => readFeedDate(text)?.toISOString() ?? null;
const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1).toLowerCase();

function noInfo(): FeedInfo {
  return {
    id: null, title: null, description: null, link: null, selfUrl: null, hubUrls: [], image: null, language: null, updated: null,
    published: null, ttl: null, authors: [], categories: [],
    history: { isComplete: false, isArchive: false, olderUrl: null, currentUrl: null },
  }; // prettier-ignore
}
