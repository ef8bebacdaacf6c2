import type { DecodedFeed } from '../bytes/decode-feed.js';
import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import type { DroppedEntries, FeedEntry, FeedInfo, ParsedFeed, SitemapLink } from '../feed.types.js';
import { publicationOf, readStatedFeedDate, type FeedDate } from '../fields/read-feed-date.js';
import { readLanguage } from '../fields/map-feed.js';
import { plainTitle } from '../fields/plain-title.js';
import { collapse } from '../text/html-text.js';
import { resolveBase, resolveUrl } from '../text/resolve-url.js';
import { isAddress, linesOf, type SitemapForm } from './find-sitemap-form.js';
import { scanSitemap, type SitemapRecord } from './scan-sitemap.js';

/**
 * Parses a sitemap, a Google News sitemap, or a sitemap index into the shape of a feed: pages become entries
 * without text, and an index lists further sitemaps. Only complete records count. Entries beyond the
 * protocol's 50,000 are dropped. Throws FeedError.
 */
export function parseSitemap({ text, warnings }: DecodedFeed, form: SitemapForm, url: string): ParsedFeed {
  const base = resolveBase(url === '' ? undefined : url, null);
  const found = new SitemapPages(base);
  if (form === 'text') {
    for (const line of linesOf(text)) found.addLine(line);
    return found.toFeed('sitemap', false, warnings);
  }
  const scan = scanSitemap(text, (record, root) => found.add(record, root));
  if (scan.root === null) throw new FeedError('not_a_feed', 'neither urlset nor sitemapindex');
  const kind = scan.root === 'sitemapindex' ? 'sitemapIndex' : scan.hasNews ? 'newsSitemap' : 'sitemap';
  return found.toFeed(kind, scan.truncated, warnings);
}

class SitemapPages {
  private readonly items: FeedEntry[] = [];
  private readonly sitemaps: SitemapLink[] = [];
  private readonly dropped: DroppedEntries = {};
  private title: string | null = null;

  constructor(private readonly base: string | null) {}

  /** A record with two addresses is two pages: some generators merge records. */
  add(record: SitemapRecord, root: string): void {
    this.title ??= collapse(record.fields['name'] ?? '') || null;
    if (record.addresses.size === 0) this.drop('no_address');
    for (const address of record.addresses) {
      if (root === 'sitemapindex') this.addSitemap(address, record.fields);
      else this.addPage(address, record.fields);
    }
  }

  /** A line that begins like an address but is not one was meant to be one. */
  addLine(line: string): void {
    if (isAddress(line)) this.addPage(line, {});
    else if (/^https?:\/\//i.test(line)) this.drop('malformed');
  }

  private addPage(address: string, fields: SitemapRecord['fields']): void {
    const url = this.urlOf(address);
    if (url !== null) this.items.push(entryOf(url, fields, this.base));
  }

  toFeed(kind: ParsedFeed['kind'], truncated: boolean, warnings: string[]): ParsedFeed {
    return {
      kind,
      feed: { ...noInfo(), title: this.title },
      items: this.items,
      sitemaps: this.sitemaps,
      dropped: this.dropped,
      truncated,
      illFormed: truncated,
      warnings: truncated ? [...warnings, 'truncated'] : warnings,
    };
  }

  private addSitemap(address: string, fields: SitemapRecord['fields']): void {
    const url = this.urlOf(address);
    if (url !== null) this.sitemaps.push({ url, lastModified: dateIn(fields['lastmod'], null)?.iso ?? null });
  }

  private urlOf(address: string): string | null {
    const isFull = this.items.length + this.sitemaps.length >= FEED_LIMITS.sitemapEntries;
    const url = isFull ? null : resolveUrl(address, this.base);
    if (url === null) this.drop(isFull ? 'over_budget' : 'no_address');
    return url;
  }

  private drop(reason: keyof DroppedEntries): void {
    this.dropped[reason] = (this.dropped[reason] ?? 0) + 1;
  }
}

function entryOf(url: string, fields: SitemapRecord['fields'], base: string | null): FeedEntry {
  const publication = collapse(fields['name'] ?? '') || null;
  const words = (fields['keywords'] ?? '').split(',').map((word) => plainTitle(word) ?? '');
  const language = readLanguage(fields['language']);
  return {
    id: null, url, originalUrl: null, title: plainTitle(fields['title'] ?? ''), authors: [],
    ...publicationOf(dateIn(fields['publication_date'], language)), updated: dateIn(fields['lastmod'], language)?.iso ?? null, summaryHtml: null, contentHtml: null,
    enclosures: [], media: [], image: resolveUrl(fields['image'], base), categories: words.filter((word) => word !== ''),
    language, commentsUrl: null,
    source: publication === null ? null : { title: publication, url: null, feedUrl: null, id: null },
  }; // prettier-ignore
}

const TIMESTAMP = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?(?=[,;]? \d{4}-|$)/;

/**
 * Reads a full W3C timestamp, as the protocol requires, to the millisecond. If a field has two, the first
 * counts. Other texts are read as dates of feeds.
 */
function dateIn(text: string | undefined, language: string | null): FeedDate | null {
  const written = collapse(text ?? '');
  const timestamp = TIMESTAMP.exec(written)?.[0];
  const date = readStatedFeedDate(timestamp ?? written, { language });
  // The reader of dates drops the fraction of a second.
  return date && timestamp !== undefined ? { ...date, iso: new Date(timestamp).toISOString() } : date;
}

function noInfo(): FeedInfo {
  return {
    id: null, title: null, description: null, link: null, selfUrl: null, hubUrls: [], image: null, language: null, updated: null,
    published: null, ttl: null, authors: [], categories: [],
    history: { isComplete: false, isArchive: false, olderUrl: null, currentUrl: null },
  }; // prettier-ignore
}
