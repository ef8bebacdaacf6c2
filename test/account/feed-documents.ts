import { DocumentWriter } from './document.writer.js';

/** Feeds: whole, with addresses in odd places, colliding, unclosed, broken and escaped. */
export class FeedDocuments extends DocumentWriter {
  protected writeFeeds(): void {
    this.writeWhole();
    this.writeAddresses();
    this.writeColliding();
    this.writeUnclosed();
    this.writeBroken();
    this.writeEscaped();
  }

  private writeWhole(): void {
    this.rss('plain', 3, this.item() + this.item() + this.item(), { parts: { discovered: 3, skipped: {} } });
    this.rss('empty', 0, '', { parts: { discovered: 0, skipped: {} } });
    this.atom('atom', 2, this.entry() + this.entry(), { parts: { discovered: 2, skipped: {} } });
    this.add({
      slug: 'rdf',
      offered: 2,
      body: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Quay rdf</title><items><rdf:Seq><rdf:li/><rdf:li/></rdf:Seq></items></channel>${this.item()}${this.item()}</rdf:RDF>`,
      parts: { discovered: 2 },
    });
    this.add({
      slug: 'prefixed-atom',
      offered: 2,
      body: `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Quay</a:title>${(this.entry() + this.entry()).replace(/<(\/?)(entry|title|id|link|updated)/g, '<$1a:$2')}</a:feed>`,
      parts: { discovered: 2 },
    });
    this.add({
      slug: 'upper-case',
      offered: 2,
      body: `<RSS version="2.0"><CHANNEL>${this.item().replaceAll('item>', 'ITEM>')}${this.item()}</CHANNEL></RSS>`,
    });
    this.rss(
      'extension-items',
      2,
      this.item('<x:item xmlns:x="urn:shop">1</x:item>') +
        this.item('<shop xmlns="urn:shop"><item>1</item></shop>'),
      { parts: { discovered: 2 } },
    );
    this.rss(
      'large',
      150,
      Array.from({ length: 150 }, (_, n) =>
        n < 4 ? this.item() : `<item><title>No address ${n}</title></item>`,
      ).join(''),
      { parts: { discovered: 4, skipped: { no_address: 146 } } },
    );
  }

  private writeAddresses(): void {
    this.rss(
      'no-address',
      2,
      this.item() + '<item><title>Nowhere</title><guid isPermaLink="false">quay-lost</guid></item>',
      { parts: { discovered: 1, skipped: { no_address: 1 } } },
    );
    this.rss(
      'mail-address',
      2,
      this.item() + '<item><title>By mail</title><link>mailto:desk@quay.example</link></item>',
      { parts: { discovered: 1, skipped: { not_http: 1 } } },
    );
    this.rss('ftp-address', 1, '<item><title>By file</title><link>ftp://quay.example/a</link></item>', {
      parts: { discovered: 0, skipped: { not_http: 1 } },
    });
    this.rss(
      'guid-only',
      1,
      `<item><title>By guid</title><guid isPermaLink="false">${this.address()}</guid></item>`,
      { parts: { discovered: 1 } },
    );
    this.rss('permalink-only', 1, `<item><title>By permalink</title><guid>${this.address()}</guid></item>`, {
      parts: { discovered: 1 },
    });
    this.rss('url-only', 1, `<item><title>By url</title><url>${this.address()}</url></item>`, {
      parts: { discovered: 1 },
    });
    this.rss(
      'enclosure-only',
      1,
      '<item><title>Episode</title><guid isPermaLink="false">ep1</guid><enclosure url="http://127.0.0.1:9/1.mp3" type="audio/mpeg" length="1"/></item>',
      { parts: { discovered: 1 } },
    );
    this.atom('atom-id', 1, `<entry><title>By id</title><id>${this.address()}</id></entry>`, {
      parts: { discovered: 1 },
    });
    this.atom(
      'atom-self',
      1,
      `<entry><title>By self</title><id>urn:s</id><link rel="self" href="${this.address()}"/></entry>`,
      { parts: { discovered: 1 } },
    );
    this.atom(
      'atom-via',
      1,
      `<entry><title>By via</title><id>urn:v</id><link rel="via" href="${this.address()}"/></entry>`,
      { parts: { discovered: 1 } },
    );
    this.atom(
      'atom-content',
      1,
      `<entry><title>By content</title><id>urn:c</id><content src="${this.address()}"/></entry>`,
      { parts: { discovered: 1 } },
    );
    this.rss('bare-items', 3, '<item/><item></item><item> </item>', {
      parts: { discovered: 0, skipped: { no_address: 3 } },
    });
  }

  private writeColliding(): void {
    const twice = this.item();
    this.rss('same-item-twice', 2, twice + twice, { parts: { discovered: 1, sameArticle: 1 } });
    const entry = this.entry();
    this.atom('same-entry-thrice', 3, entry + entry + entry, { parts: { discovered: 1, sameArticle: 2 } });
    const shared = this.address();
    const tracked = (tail: string) => `<item><title>Ferry late</title><link>${shared}${tail}</link></item>`;
    this.rss('one-page-by-tracking', 2, tracked('?utm_source=a') + tracked('?utm_source=b'), {
      parts: { discovered: 1, sameArticle: 1 },
    });
    const page = this.address();
    const guids = ['one', 'two', 'three'].map(
      (guid) =>
        `<item><title>Ferry ${guid}</title><link>${page}</link><guid isPermaLink="false">${guid}</guid><description>Text of ${guid}</description></item>`,
    );
    this.rss('one-page-many-guids', 3, guids.join(''));
    const anchors = ['a', 'b'].map(
      (name) =>
        `<item><title>Tide ${name}</title><link>${page}#${name}</link><guid>${page}#${name}</guid></item>`,
    );
    this.rss('anchors', 2, anchors.join(''));
    const oneGuid = [this.address(), this.address(), this.address()].map(
      (url) => `<item><title>${url}</title><link>${url}</link><guid isPermaLink="false">same</guid></item>`,
    );
    this.rss('one-guid-for-all', 3, oneGuid.join(''));
  }

  private writeUnclosed(): void {
    const heads: [string, string][] = [
      ['itunes-category', '<itunes:category text="Sea">'],
      ['image', '<image><url>/i.png</url>'],
      ['description', '<description>About the quay'],
      ['language', '<language>en'],
      ['unknown', '<quay:note xmlns:quay="urn:quay">'],
      ['text-input', '<textInput><name>q</name>'],
      ['wrapper', '<items><list>'],
    ];
    for (const [slug, head] of heads) this.rss(`unclosed-${slug}`, 2, head + this.item() + this.item());
    this.atom('unclosed-author', 2, '<author><name>Mara' + this.entry() + this.entry());
    this.rss('items-in-a-wrapper', 2, `<stories>${this.item()}${this.item()}</stories>`);
    this.rss('item-never-closed', 3, this.item('', '') + this.item('', '') + this.item());
    this.rss('title-never-closed', 2, this.item().replace('</title>', '') + this.item());
    this.rss('description-never-closed', 2, this.item('<description>Fog') + this.item());
    this.atom('entry-never-closed', 2, this.entry('', '') + this.entry());
    this.rss('crossed-elements', 2, this.item('<b><i>fog</b></i>') + this.item());
    this.rss('end-tags-too-many', 2, `${this.item('</b></category>')}</item>${this.item()}`);
  }

  private writeBroken(): void {
    const cut = (slug: string, keep: (body: string) => number, offered: number, inner: string) => {
      this.rss(slug, offered, inner, { isWhole: false });
      const document = this.documents.at(-1);
      if (document) document.body = String(document.body).slice(0, keep(String(document.body)));
    };
    cut('cut-in-an-item', (body) => body.lastIndexOf('<guid'), 3, this.item() + this.item() + this.item());
    cut('cut-between-items', (body) => body.lastIndexOf('</channel>'), 2, this.item() + this.item());
    cut('cut-in-a-tag', (body) => body.lastIndexOf('<item>') + 4, 1, this.item() + this.item());
    cut(
      'cut-in-the-first-item',
      (body) => body.indexOf('<link>', body.indexOf('<item>')) + 9,
      1,
      this.item(),
    );
    this.rss(
      'bare-ampersands',
      2,
      this.item('<description>Fish & chips & &nbsp;</description>') + this.item(),
    );
    this.rss('control-characters', 1, this.item('<description>\u0001fog\u000b</description>'));
    this.rss('lesser-sign', 2, this.item('<category>tide < 3 m</category>') + this.item());
    const warned = `<br />\n<b>Warning</b>: mysql_connect() in <b>/srv/feed.php</b>\n`;
    this.rss('words-before', 1, this.item());
    const document = this.documents.at(-1);
    if (document) document.body = warned + String(document.body);
    this.add({
      slug: 'html-page',
      offered: 0,
      body: '<!doctype html><html><body><p>No feed here</p></body></html>',
      contentType: 'text/html',
    });
  }

  private writeEscaped(): void {
    const shown = '<item><title>Not an item</title></item>';
    this.rss('items-in-cdata', 1, this.item(`<description><![CDATA[${shown}]]></description>`), {
      parts: { discovered: 1 },
    });
    this.rss('items-in-comments', 1, `<!-- ${shown} -->${this.item()}<!-- ${shown} -->`, {
      parts: { discovered: 1 },
    });
    this.rss('items-escaped', 1, this.item(`<description>${shown.replaceAll('<', '&lt;')}</description>`), {
      parts: { discovered: 1 },
    });
    this.rss(
      'cdata-never-ended',
      2,
      this.item('<description><![CDATA[fog</description>') +
        this.item('<description><![CDATA[sun]]></description>'),
    );
    const subset = `<!DOCTYPE rss [<!ENTITY shown "${shown.replaceAll('"', "'")}">]>`;
    this.rss('items-in-a-doctype', 1, this.item(), { parts: { discovered: 1 } });
    const document = this.documents.at(-1);
    if (document) document.body = String(document.body).replace('<rss', `${subset}<rss`);
  }
}
