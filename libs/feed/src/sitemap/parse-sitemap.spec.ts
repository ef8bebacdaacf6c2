import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FEED_LIMITS } from '../feed.limits.js';
import { parseSource } from '../parse-source.js';

const FOLDER = join(import.meta.dirname, '../fixtures/sitemaps');
const options = { url: 'https://post.example.test/sitemap.xml', headers: {} };
const parse = (body: string | Uint8Array) =>
  parseSource(typeof body === 'string' ? Buffer.from(body) : body, options);

/** Only what a sitemap can say. */
const summary = ({ kind, items, sitemaps, truncated }: Awaited<ReturnType<typeof parse>>) => ({
  kind,
  items: items.map(({ url, title, published, updated, language, categories, image, source }) => ({
    url, title, published, updated, language, categories, image, source: source?.title ?? null,
  })), // prettier-ignore
  sitemaps,
  truncated,
});

it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.xml')))('reads %s', async (name) => {
  const bytes = readFileSync(join(FOLDER, name));
  const expected: unknown = JSON.parse(
    readFileSync(join(FOLDER, name.replace('.xml', '.expected.json')), 'utf8'),
  );
  expect(summary(await parse(bytes))).toEqual(expected);
  expect(summary(await parse(gzipSync(bytes)))).toEqual(expected);
});

it('gives feeds to the reader of feeds, whatever they write of', async () => {
  const feed = await parse(
    '<rss version="2.0"><channel><title><![CDATA[<urlset> explained]]></title></channel></rss>',
  );
  expect(feed).toMatchObject({ kind: 'rss', sitemaps: [] });
});

it('keeps the whole records of a sitemap that is cut off, and says so', async () => {
  const found = await parse('<urlset><url><loc>https://a.test/1</loc></url><url><loc>https://a.test/2');
  expect(found.items.map(({ url }) => url)).toEqual(['https://a.test/1']);
  expect(found).toMatchObject({ truncated: true, illFormed: true });
});

it('takes no more records than the protocol allows', async () => {
  const many = '<url><loc>/a</loc></url>'.repeat(FEED_LIMITS.sitemapEntries + 10);
  expect((await parse(`<urlset>${many}</urlset>`)).items).toHaveLength(FEED_LIMITS.sitemapEntries);
});

it.each([
  ['a gzip bomb', gzipSync(Buffer.alloc(FEED_LIMITS.sitemapBytes + 1)), 'too_large'],
  ['broken gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'malformed'],
  ['depth', `<urlset>${'<a>'.repeat(1_000)}`, 'too_complex'],
  ['a page', '<!doctype html><html><body>urlset</body></html>', 'not_a_feed'],
])('refuses %s', async (_what, body, code) => {
  await expect(parse(body)).rejects.toMatchObject({ code });
});

it('reads dates in the language of the publication, and says how exact they are', async () => {
  const page = (language: string, date: string) =>
    `<url><loc>https://post.example.test/${language}</loc><news:news><news:publication><news:name>Post</news:name><news:language>${language}</news:language></news:publication><news:publication_date>${date}</news:publication_date></news:news></url>`;
  const { items } = await parse(
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${page('it', '04/05/2026')}${page('en', '04/05/2026')}${page('de', '2026-05-04T09:30:15.250+02:00')}</urlset>`,
  );
  expect(items.map(({ published, publishedPrecision }) => [published, publishedPrecision])).toEqual([
    ['2026-05-04T00:00:00.000Z', 'day'],
    ['2026-04-05T00:00:00.000Z', 'day'],
    ['2026-05-04T07:30:15.250Z', 'second'],
  ]);
});
