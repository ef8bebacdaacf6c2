import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import { decodeReferences } from '../text/html-text.js';
import { MarkupReader } from '../xml/markup-reader.js';
import { readDoctype } from '../xml/repair-xml.js';

/** The content of one `url` or `sitemap` element, references decoded. */
export interface SitemapRecord {
  /** Its `loc` values, as written: none if it has no `loc`, more than one if records were merged. A repeated one is one page. */
  addresses: Set<string>;
  /** Fields of the page and of its news block, by local name. `image` is the address of its first picture. */
  fields: Record<string, string>;
}

export interface SitemapEnd {
  root: 'urlset' | 'sitemapindex' | null;
  hasNews: boolean;
  truncated: boolean;
}

/** Elements with a meaning of their own. All others are markup inside a text. */
const FIELDS = new Set(
  `loc lastmod changefreq priority title name language publication_date keywords genres caption description thumbnail_loc content_loc
  player_loc duration license geo_location stock_tickers access category tag url sitemap`.split(/\s+/),
);
/** Elements whose fields do not belong to the page. */
const BLOCKS = new Set(['news', 'publication', 'image', 'video', 'pagemap', 'mobile', 'geo']);

interface OpenRecord extends SitemapRecord {
  /** Number of elements that are open around it. */
  depth: number;
  /** Text outside its elements. Some indexes write the address there. */
  text: string;
}

interface OpenField {
  key: string | null;
  depth: number;
  text: string;
}

/**
 * Reads urlset and sitemapindex as leniently as feeds. `onRecord` gets each complete record. Linear in the
 * text.
 */
export function scanSitemap(
  text: string,
  onRecord: (record: SitemapRecord, root: string) => void,
): SitemapEnd {
  const scan = new SitemapScan(text, onRecord);
  return scan.run();
}

class SitemapScan {
  private root: SitemapEnd['root'] = null;
  private isClosed = false;
  private hasNews = false;
  private readonly open: string[] = [];
  private record: OpenRecord | null = null;
  private field: OpenField | null = null;
  private readonly entities: ReadonlyMap<string, string>;
  private readonly reader: MarkupReader;

  constructor(
    text: string,
    private readonly onRecord: (record: SitemapRecord, root: string) => void,
  ) {
    const { rest, entities, names } = readDoctype(text);
    // External entities are not read. Each reference to one becomes empty text.
    this.entities = new Map([...names.map((name): [string, string] => [name, '']), ...entities]);
    this.reader = new MarkupReader(rest, {
      open: (tag, _attributes, isEmpty) => this.startTag(localName(tag), isEmpty),
      close: (tag) => this.endTag(localName(tag)),
      text: (part, isCdata) =>
        this.text(isCdata ? part : decodeReferences(part, (name) => this.entities.get(name))),
      innermost: () => null,
    });
  }

  run(): SitemapEnd {
    this.reader.read();
    return { root: this.root, hasNews: this.hasNews, truncated: !this.isClosed };
  }

  private startTag(name: string, isEmpty: boolean): void {
    if (this.isClosed || (isEmpty && this.root !== null)) return;
    if (this.root === null) {
      if (name !== 'urlset' && name !== 'sitemapindex') return;
      this.root = name;
    } else if (this.open.length >= FEED_LIMITS.depth)
      throw new FeedError('too_complex', `more than ${FEED_LIMITS.depth} levels`);
    if (FIELDS.has(name) || BLOCKS.has(name)) this.endField(name);
    if (isRecord(name) && !this.isWrapper()) this.beginRecord();
    this.open.push(name);
    if (name === 'loc') this.record ??= newRecord(this.open.length - 1);
    if (name === 'news' && this.record !== null) this.hasNews = true;
    if (FIELDS.has(name) && !isRecord(name) && this.record !== null)
      this.field = { key: this.keyOf(name), depth: this.open.length, text: '' };
  }

  /** Whether a `url` that begins here only wraps an address inside a `loc`, or belongs to a picture or clip. */
  private isWrapper(): boolean {
    return this.field?.key === 'loc' || this.blockOf() !== null;
  }

  private beginRecord(): void {
    if (this.record !== null) this.closeDownTo(this.record.depth);
    this.record = newRecord(this.open.length);
  }

  private endTag(name: string): void {
    const at = this.open.lastIndexOf(name);
    if (at < 0) return;
    this.closeDownTo(at);
    if (at === 0) this.isClosed = true;
  }

  private closeDownTo(depth: number): void {
    this.open.length = Math.min(this.open.length, depth);
    if (this.field !== null && depth < this.field.depth) this.endField(null);
    const { record, root } = this;
    if (record === null || depth > record.depth || root === null) return;
    // An address outside a record becomes a record as soon as it ends.
    this.record = null;
    const bare = record.text.trim();
    if (record.addresses.size === 0 && /^https?:\/\/\S+$/i.test(bare)) record.addresses.add(bare);
    this.onRecord(record, root);
  }

  /**
   * A field ends with its element, or when the next field begins. An empty `loc` stays open, because the next
   * element may be inside it.
   */
  private endField(next: string | null): void {
    const { field, record } = this;
    if (field === null || record === null) return;
    const value = field.text.trim();
    if (next !== null && value === '' && field.key === 'loc') return;
    this.field = null;
    if (field.key === null || value === '') return;
    if (field.key !== 'loc') record.fields[field.key] ??= value;
    else if (!UNDECLARED.test(value)) record.addresses.add(value);
  }

  private keyOf(name: string): string | null {
    const block = this.blockOf();
    if (block === null || block === 'news' || block === 'publication') return name;
    return block === 'image' && name === 'loc' ? 'image' : null;
  }

  /** The innermost open block of the record. */
  private blockOf(): string | null {
    const inRecord = this.open.slice(this.record?.depth ?? 0);
    return inRecord.findLast((name) => BLOCKS.has(name)) ?? null;
  }

  private text(part: string): void {
    if (this.field !== null) {
      if (this.field.text.length < FEED_LIMITS.entityLength) this.field.text += part;
    } else if (this.record !== null && this.record.text.length < FEED_LIMITS.entityLength)
      this.record.text += part;
  }
}

/** An entity that nothing declares is no address. */
const UNDECLARED = /^&[\w.:-]+;$/;
const newRecord = (depth: number): OpenRecord => ({ addresses: new Set(), fields: {}, depth, text: '' });
const isRecord = (name: string): boolean => name === 'url' || name === 'sitemap';
const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1).toLowerCase();
