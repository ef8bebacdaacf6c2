import { gzipSync } from 'node:zlib';
import { MAP, type OddDocument } from './document.writer.js';
import { FeedDocuments } from './feed-documents.js';

/** All kinds of documents: feeds, sitemaps, JSON, and each in other encodings. */
export class OddDocuments extends FeedDocuments {
  write(): OddDocument[] {
    this.writeFeeds();
    this.writeSitemaps();
    this.writeJson();
    this.writeEncoded();
    return this.documents;
  }

  private writeSitemaps(): void {
    const old = (n: number) => `<url><loc>${this.link(0)}?old=${n}</loc><lastmod>2001-01-01</lastmod></url>`;
    this.map('sitemap', 2, this.page() + this.page(), { parts: { discovered: 2 } });
    this.map('sitemap-old-pages', 4, this.page() + old(1) + old(2) + old(3), {
      parts: { discovered: 1, skipped: { too_old: 3 } },
    });
    this.map('sitemap-undated-between', 2, `${this.page()}<url><loc>${this.link(0)}?undated</loc></url>`, {
      parts: { discovered: 1, skipped: { undated: 1 } },
    });
    this.map('sitemap-without-loc', 2, `${this.page()}<url><lastmod>2026-03-03</lastmod></url>`);
    this.map('sitemap-same-page-twice', 2, [this.page()].flatMap((page) => [page, page]).join(''), {
      parts: { discovered: 1, sameArticle: 1 },
    });
    this.map(
      'sitemap-with-pictures',
      1,
      this.page(
        '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>/p.jpg</image:loc></image:image>',
      ),
      { parts: { discovered: 1 } },
    );
    this.add({
      slug: 'sitemap-cut-off',
      offered: 2,
      isWhole: false,
      body: `<urlset ${MAP}>${this.page()}<url><loc>${this.address()}`,
    });
    this.add({
      slug: 'sitemap-prefixed',
      offered: 1,
      body: `<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">${this.page().replace(/<(\/?)/g, '<$1s:')}</s:urlset>`,
      parts: { discovered: 1 },
    });
    this.add({
      slug: 'sitemap-index',
      offered: 2,
      body: `<sitemapindex ${MAP}><sitemap><loc>http://elsewhere.example/1.xml</loc></sitemap><sitemap><loc>http://elsewhere.example/2.xml</loc></sitemap></sitemapindex>`,
      parts: { discovered: 0, skipped: { sitemap: 2 } },
    });
    this.add({
      slug: 'sitemap-in-gzip',
      offered: 1,
      body: gzipSync(`<urlset ${MAP}>${this.page()}</urlset>`),
      contentType: 'application/gzip',
      parts: { discovered: 1 },
    });
  }

  private writeJson(): void {
    const item = (more: object = {}) => {
      const url = this.address();
      return { id: `j${this.next}`, url, title: `Report ${this.next}`, ...more };
    };
    this.json('json', 2, [item(), item()], { parts: { discovered: 2 } });
    this.json('json-odd-members', 4, [item(), null, 'words', 7], {
      isWhole: false,
      parts: { discovered: 1, skipped: { malformed: 3 } },
    });
    this.json('json-without-address', 2, [item(), { id: '7', title: 'Nowhere' }], {
      parts: { discovered: 1, skipped: { no_address: 1 } },
    });
    this.json('json-id-address', 1, [{ id: this.address(), title: 'By id' }], { parts: { discovered: 1 } });
    this.json('json-nested-items', 1, [item({ items: [1, 2, 3], tags: ['items'] })], {
      parts: { discovered: 1 },
    });
    this.json('json-cut-off', 2, [item(), item()], { parts: { discovered: 0, skipped: { unreadable: 2 } } });
    const document = this.documents.at(-1);
    if (document) document.body = String(document.body).slice(0, -30);
  }

  private writeEncoded(): void {
    this.rss('utf-16', 2, this.item() + this.item(), { parts: { discovered: 2 } });
    const wide = this.documents.at(-1);
    if (wide)
      wide.body = Buffer.from(
        `\ufeff${String(wide.body).replace('encoding="utf-8"', 'encoding="utf-16"')}`,
        'utf16le',
      );
    this.rss('byte-order-mark', 1, this.item(), { parts: { discovered: 1 } });
    const marked = this.documents.at(-1);
    if (marked) marked.body = `\ufeff${String(marked.body)}`;
    this.rss('latin-1', 1, this.item('<description>caf\u00e9</description>'), { parts: { discovered: 1 } });
    const latin = this.documents.at(-1);
    if (latin) latin.body = Buffer.from(String(latin.body).replace('utf-8', 'iso-8859-1'), 'latin1');
  }
}
