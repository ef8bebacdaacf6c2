/** A document of our own, with what its generator put into it. */
export interface OddDocument {
  slug: string;
  contentType: string;
  body: string | Buffer;
  /** Entries that were written into it. */
  offered: number;
  /** Whether all of it arrives; a document that is cut off or loses entries is damaged. */
  isWhole: boolean;
  /** What must become of the entries, where the kind says so. */
  parts?: Partial<{ discovered: number; sameArticle: number; skipped: Record<string, number> }>;
}

type Link = (n: number) => string;

const RSS_NAMESPACES =
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"';
export const MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Makes the documents; every address comes from `link`, so that each article has a page, and no two documents share one unless they say so. */
export class DocumentWriter {
  protected next = 0;
  readonly documents: OddDocument[] = [];

  constructor(protected readonly link: Link) {}

  protected address(): string {
    this.next += 1;
    return this.link(this.next);
  }

  protected item(inner = '', end = '</item>'): string {
    const url = this.address();
    return `<item><title>Report ${this.next}</title><link>${url}</link><guid isPermaLink="false">g${this.next}</guid>${inner}${end}`;
  }

  protected entry(inner = '', end = '</entry>'): string {
    const url = this.address();
    return `<entry><title>Report ${this.next}</title><id>urn:e${this.next}</id><link href="${url}"/><updated>2026-03-03T09:00:00Z</updated>${inner}${end}`;
  }

  protected page(inner = ''): string {
    return `<url><loc>${this.address()}</loc><lastmod>${new Date().toISOString()}</lastmod>${inner}</url>`;
  }

  protected add(document: Omit<OddDocument, 'contentType' | 'isWhole'> & Partial<OddDocument>): void {
    this.documents.push({ contentType: 'application/xml', isWhole: true, ...document });
  }

  rss(slug: string, offered: number, inner: string, more: Partial<OddDocument> = {}): void {
    const body = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" ${RSS_NAMESPACES}><channel><title>Quay ${slug}</title><link>${this.link(0)}</link>${inner}</channel></rss>`;
    this.add({ slug, offered, body, ...more });
  }

  atom(slug: string, offered: number, inner: string, more: Partial<OddDocument> = {}): void {
    const body = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay ${slug}</title><id>urn:${slug}</id>${inner}</feed>`;
    this.add({ slug, offered, body, ...more });
  }

  protected map(slug: string, offered: number, inner: string, more: Partial<OddDocument> = {}): void {
    this.add({ slug, offered, body: `<urlset ${MAP}>${inner}</urlset>`, ...more });
  }

  protected json(slug: string, offered: number, items: unknown[], more: Partial<OddDocument> = {}): void {
    const body = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: `Quay ${slug}`,
      items,
    });
    this.add({ slug, offered, body, contentType: 'application/feed+json', ...more });
  }
}
