import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { FeedError, FEED_LIMITS, parseFeed, type ParsedFeed } from './index.js';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const URL_OF_FIXTURES = 'https://post.example.test/feeds/rss.xml';

const parse = (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<ParsedFeed> =>
  parseFeed(typeof body === 'string' ? Buffer.from(body) : body, { url: URL_OF_FIXTURES, headers });
const rss = (items: string): string => `<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;

/** What is null, false or empty left out, as the expected files do. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).map(([key, v]): [string, unknown] => [key, pruned(v)]);
  return Object.fromEntries(kept.filter(([, v]) => v !== false && !isEmpty(v)));
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

describe('parseFeed', () => {
  const inputs = readdirSync(FIXTURES).filter((name) => /(?<!expected)\.(?:xml|json)$/.test(name));

  it.each(inputs)('reads %s as its expected file says', async (name) => {
    const expected: unknown = JSON.parse(
      readFileSync(join(FIXTURES, name.replace(/\.\w+$/, '.expected.json')), 'utf8'),
    );
    expect(pruned(await parse(readFileSync(join(FIXTURES, name))))).toEqual(expected);
  });

  it('has fixtures of every format', () => {
    expect(inputs.length).toBeGreaterThanOrEqual(9);
  });

  it('reads Arabic in windows-1256 by the header or the declaration', async () => {
    const title = 'افتتاح الجسر الجديد';
    const body = (declaration: string): Buffer =>
      iconv.encode(`${declaration}${rss(`<item><title>${title}</title></item>`)}`, 'windows-1256');
    const byHeader = await parse(body(''), { 'Content-Type': 'application/rss+xml; charset=windows-1256' });
    const byDeclaration = await parse(body('<?xml version="1.0" encoding="windows-1256"?>'), {
      'content-type': 'text/xml',
    });
    expect([byHeader, byDeclaration].map((feed) => feed.items[0]?.title)).toEqual([title, title]);
  });

  it('resolves against Content-Location before the address', async () => {
    const { items } = await parse(rss('<item><link>a</link></item>'), {
      'content-location': 'https://else.example.test/d/',
    });
    expect(items[0]?.url).toBe('https://else.example.test/d/a');
  });

  it('expands the document’s own plain entities, and no others', async () => {
    const doctype =
      '<!DOCTYPE rss [<!ENTITY who "the port"><!ENTITY twice "&who;&who;"><!ENTITY file SYSTEM "file:///etc/passwd">]>';
    const { items } = await parse(`${doctype}${rss('<item><title>&who; &twice; &file;</title></item>')}`);
    expect(items[0]?.title).toBe('the port &twice; &file;');
  });

  it('keeps prototype names and unknown elements out', async () => {
    const { items } = await parse(
      rss(
        '<item><__proto__><title>x</title></__proto__><constructor>1</constructor><title>ok</title></item>',
      ),
    );
    expect(items).toHaveLength(1);
    expect(items[0]?.title).toBe('ok');
  });

  it.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n ', 'empty'],
    ['words', 'not found', 'not_a_feed'],
    ['a page', '<!doctype html><html><body><rss></rss></body></html>', 'not_a_feed'],
    ['an XHTML page', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'not_a_feed'],
    ['another vocabulary', '<?xml version="1.0"?><svg/>', 'not_a_feed'],
    ['other JSON', '{"error":1}', 'not_a_feed'],
    ['cut JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[', 'malformed'],
    ['deep JSON', `{"items":${'['.repeat(100_000)}`, 'too_complex'],
    ['deep XML', rss('<a>'.repeat(1_000)), 'too_complex'],
  ])('refuses %s', async (_what, body, code) => {
    await expect(parse(body)).rejects.toThrow(FeedError);
    await expect(parse(body)).rejects.toMatchObject({ code });
  });

  it('refuses bytes beyond the limit', async () => {
    await expect(parse(new Uint8Array(FEED_LIMITS.bytes + 1))).rejects.toMatchObject({ code: 'too_large' });
  });

  it.each([
    [
      'open angle brackets',
      rss(`<item><title>last</title><description><![CDATA[${'<p'.repeat(300_000)}]]></description></item>`),
    ],
    [
      'tags at line ends',
      rss(
        `<item><title>last</title><description><![CDATA[${'<p>\n'.repeat(100_000)}]]></description></item>`,
      ),
    ],
    ['ampersands', rss(`<item><title>last</title><description>${'&'.repeat(500_000)}</description></item>`)],
    [
      'attributes',
      rss(
        `<item ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ')}><title>last</title></item>`,
      ),
    ],
    ['a long author', rss(`<item><title>last</title><author>${'a@('.repeat(100_000)}</author></item>`)],
    [
      'a long date',
      rss(`<item><title>last</title><pubDate>Mon, 03 Mar 2025${' '.repeat(200_000)}1</pubDate></item>`),
    ],
    [
      'a long name',
      rss(`<item><title>last</title><${'a'.repeat(500_000)}>x</${'a'.repeat(500_000)}></item>`),
    ],
    [
      'links in a body',
      rss(
        `<item><title>last</title><description><![CDATA[${'<a href='.repeat(100_000)}]]></description></item>`,
      ),
    ],
    [
      'nested tags in a body and a title',
      rss(
        `<item><description><![CDATA[${'<a href="x"><div>'.repeat(100_000)}]]></description></item><item><title><![CDATA[${'<div>'.repeat(200_000)}last]]></title></item>`,
      ),
    ],
    ['control characters', rss(`<item><title>la\u0000\u0008st</title></item>`)],
  ])(
    'is not held up by %s',
    async (_what, body) => {
      expect((await parse(body)).items.at(-1)?.title).toBe('last');
    },
    5_000,
  );

  it.each(['own', 'rss-parser'] as const)('reads no more entries than it may, and says so (%s)', async (reader) => {
    const items = [1, 2, 3, 4, 5].map((n) => `<item><title>Story ${n}</title></item>`).join('');
    const options = { url: 'https://post.example.test/feed', headers: {}, reader, maxEntries: 3 };
    const parsed = await parseFeed(Buffer.from(rss(items)), options);
    expect(parsed.items.map(({ title }) => title)).toEqual(['Story 1', 'Story 2', 'Story 3']);
    expect(parsed).toMatchObject({ dropped: { over_budget: 2 }, truncated: false });
    const json = { version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1' }, 'x', { id: '2' }] };
    const one = await parseFeed(Buffer.from(JSON.stringify(json)), { ...options, maxEntries: 1 });
    expect(one).toMatchObject({ items: [{ id: '1' }], dropped: { malformed: 1, over_budget: 1 } });
  }); // prettier-ignore

  it('does not expand entities without bound', async () => {
    const body = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1_900)}">]>${rss(`<item><title>${'&a;'.repeat(50_000)}</title></item>`)}`;
    expect((await parse(body)).items[0]?.title?.length).toBeLessThan(500_000);
  });
});
