import { parseSource, type ReadSource } from '@dateline/feed';
import { argumentsOf, callsOf, statementsOf, stringOf, within, type Scope } from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

const TESTS = 'src/test/java/crawlercommons/sitemaps';

/** crawler-commons: a document built in a test or read from a file, then the number of its pages and their addresses. */
function crawlerCommons(source: Repository): Check[] {
  return ['SiteMapParserTest.java', 'SiteMapParserExtensionTest.java'].flatMap((file) => {
    const text = source.text(`${TESTS}/${file}`);
    return text
      .split(/@Test\n/)
      .slice(1)
      .flatMap((test) => new SitemapTest(source, text).checksOf(test));
  });
}

/** The state of one Java test while its statements are read in order. */
class SitemapTest {
  private readonly scope: Scope = new Map([['doNotVisit.getAbsolutePath', '/do-not-visit.txt']]);
  private written = '';
  private document: Buffer | undefined;
  private address = '';
  private page = 0;
  private group = '';

  private readonly source: Repository;
  private readonly file: string;

  constructor(source: Repository, file: string) {
    this.source = source;
    this.file = file;
  }

  checksOf(test: string): Check[] {
    this.group = /void (test\w+)/.exec(test)?.[1] ?? '';
    const isRefused = test.includes('UnknownFormatException.class');
    return statementsOf(within(test.slice(test.indexOf('{', test.indexOf('void test')) + 1))).flatMap(
      (statement) => {
        this.take(statement);
        if (isRefused)
          return /parser\.parseSiteMap\(/.test(statement)
            ? [this.check('is refused', true, () => false)]
            : [];
        return this.checkOf(statement);
      },
    );
  }

  private take(statement: string): void {
    if (/new StringBuilder\(/.test(statement)) this.written = '';
    if (/\bscontent\b/.test(statement))
      for (const [part = ''] of callsOf(statement, '.append'))
        this.written += stringOf(part, this.scope) ?? '';
    const file = /(?:getResourceAsBytes|parse)\([^"]*"(src\/test\/resources\/[^"]+)"/.exec(statement)?.[1];
    if (file) this.document = this.source.bytes(file);
    else if (/content = getXMLSitemapAsBytes/.test(statement))
      this.document = Buffer.from(this.written + this.example());
    else if (/^getXMLSitemapAsBytes\(scontent/.test(statement)) this.written += this.example();
    else if (/content = scontent/.test(statement)) this.document = Buffer.from(this.written);
    else if (/content = "/.test(statement))
      this.document = Buffer.from(stringOf(/content = ("[^]*?")\./.exec(statement)?.[1] ?? '') ?? '');
    const [, name = '', expression = ''] = /String (\w+)\s*=([^]*)$/.exec(statement) ?? [];
    if (name) this.scope.set(name, stringOf(expression));
    if (name === 'scontent') this.written = stringOf(expression) ?? '';
    const url = /^URL url = /.test(statement) ? callsOf(statement, 'URI')[0]?.[0] : undefined;
    if (url) this.address = stringOf(url) ?? '';
    if (/\.iterator\(\)/.test(statement)) this.page = 0;
  }

  /** The sitemap that the file's own helper writes. */
  private example(): string {
    const rows = argumentsOf(within(/SITEMAP_URLS = \{([^]*)/.exec(this.file)?.[1] ?? ''));
    const pages = rows.map((row) => {
      const [address = '', modified = ''] = argumentsOf(within(row.slice(row.indexOf('{') + 1)));
      const date = stringOf(modified);
      return `<url><loc>${stringOf(address)}</loc>${date ? `<lastmod>${date}</lastmod>` : ''}</url>`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.join('')}</urlset>`;
  }

  private checkOf(statement: string): Check[] {
    if (this.document === undefined) return [];
    const count = /^assertEquals\((\d+), \w+\.get(SiteMapUrl|Sitemap)s\(\)\.size\(\)/.exec(statement);
    if (count)
      return [
        this.check(`${count[2]}s`, Number(count[1]), ({ items, sitemaps }) =>
          count[2] === 'Sitemap' ? sitemaps.length : items.length,
        ),
      ];
    const kind = /^assertEquals\((true|false), asm\.isIndex\(\)/.exec(statement)?.[1];
    if (kind) return [this.check('is an index', kind === 'true', ({ kind: of }) => of === 'sitemapIndex')];
    return this.addressCheck(statement);
  }

  private addressCheck(statement: string): Check[] {
    const asked = callsOf(statement, 'URI')[0]?.[0];
    const address = asked === undefined ? undefined : stringOf(asked, this.scope);
    if (address === undefined) return [];
    if (/\.getSitemap\(/.test(statement))
      return [
        this.check(`lists ${address}`, true, ({ sitemaps }) => sitemaps.some(({ url }) => url === address)),
      ];
    if (!/^assertEquals\(new URI/.test(statement)) return [];
    const at = this.page++;
    return [this.check(`page ${at}`, address, ({ items }) => items[at]?.url)];
  }

  private check(what: string, expected: unknown, read: (source: ReadSource) => unknown): Check {
    const { document, address } = this;
    const got = async () => {
      const parsed = parseSource(document ?? Buffer.alloc(0), { url: address, headers: {} });
      return what === 'is refused' ? parsed.then(read, () => true) : read(await parsed);
    };
    return { name: `${this.group}: ${what}`, expected, got };
  }
}

export const SITEMAP_SUITES: Record<string, Suite> = {
  'crawler-commons-sitemaps': { checks: crawlerCommons },
};
