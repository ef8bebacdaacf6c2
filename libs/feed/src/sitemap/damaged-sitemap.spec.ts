import { gzipSync } from 'node:zlib';
import { parseSource } from '../parse-source.js';
import { scanSitemap } from './scan-sitemap.js';

const read = (body: string | Uint8Array) =>
  parseSource(typeof body === 'string' ? Buffer.from(body) : body, {
    url: 'https://post.example.test/sitemap.xml',
    headers: {},
  });
const NAMESPACES = `xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
  xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"`;
const urlset = (records: string): string => `<urlset ${NAMESPACES}>${records}</urlset>`;
const NEWS = `<news:news><news:publication><news:name>Post</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2026-02-03T10:00:00Z</news:publication_date><news:title>Ferry back</news:title></news:news>`;
const IMAGE = '<image:image><image:loc>/i.jpg</image:loc><image:title>Caption</image:title></image:image>';
const VIDEO = `<video:video><video:title>Clip</video:title><video:thumbnail_loc>/v.jpg</video:thumbnail_loc>
  <video:publication_date>2019-01-01</video:publication_date><video:category>Old</video:category></video:video>`;

it.each([
  ['before the news', `${IMAGE}${VIDEO}${NEWS}`],
  ['behind it', `${NEWS}${IMAGE}${VIDEO}`],
  ['unclosed before it', `<image:image><image:loc>/i.jpg</image:loc><image:title>Caption${NEWS}`],
])('reads the page’s own fields with pictures and clips %s', async (_what, blocks) => {
  const { items, kind } = await read(urlset(`<url><loc>/a</loc>${blocks}</url>`));
  expect(kind).toBe('newsSitemap');
  expect(items).toMatchObject(
    [
      {
        url: 'https://post.example.test/a',
        title: 'Ferry back',
        published: '2026-02-03T10:00:00.000Z',
        image: 'https://post.example.test/i.jpg',
      },
    ].map((item) => (blocks.includes('i.jpg') ? item : { ...item, image: null })),
  );
});

it('takes no title or date of a picture or clip for the page’s', async () => {
  const { items } = await read(urlset(`<url><loc>/a</loc>${IMAGE}${VIDEO}</url>`));
  expect(items).toMatchObject([{ title: null, published: null, categories: [] }]);
});

it.each([
  ['Don&amp;#8217;t', 'Don’t'],
  ['Caf&eacute; d&rsquo;Or', 'Café d’Or'],
  ['<![CDATA[Tom &amp; Jerry]]>', 'Tom & Jerry'],
  ['<![CDATA[<i>Dune</i> again]]>', 'Dune again'],
  ['<i>Dune</i> again', 'Dune again'],
  ['Vec&lt;String&gt;', 'Vec<String>'],
])('decodes the title %s', async (written, title) => {
  const { items } = await read(
    urlset(`<url><loc>/a</loc><news:news><news:title>${written}</news:title></news:news></url>`),
  );
  expect(items[0]?.title).toBe(title);
});

const XML = urlset('<url><loc>https://post.example.test/a</loc></url>');
const LIST = 'https://post.example.test/a\r\nhttps://post.example.test/b\r\n';

it.each<[string, string | Uint8Array, string[]]>([
  ['a text file', LIST, ['a', 'b']],
  ['a text file with a byte order mark', `\ufeff${LIST}`, ['a', 'b']],
  ['a text file in gzip', gzipSync(LIST), ['a', 'b']],
  ['UTF-16', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${XML}`, 'utf16le'), ['a']],
  ['a long comment before the root', `<!-- <rss> > ${'x'.repeat(20_000)} -->${XML}`, ['a']],
  ['a warning before the root', `<br />\n<b>Warning</b>: tide() in <b>/a.php</b> on line 3<br />\n<?xml version="1.0"?>${XML}`, ['a']],
  ['gzip with bytes behind it', Buffer.concat([gzipSync(XML), Buffer.from('\n<!-- cached -->')]), ['a']],
  ['gzip without its checksum', gzipSync(XML).subarray(0, -8), ['a']],
  ['urlset in urlset', urlset(XML), ['a']],
  ['loc wrapped in url', '<urlset><url><loc><url><![CDATA[/a]]></url></loc><lastmod>2026-02-03</lastmod></url></urlset>', ['a']],
  ['two addresses in a record', '<urlset><url><loc>/a</loc><loc>/b</loc></url></urlset>', ['a', 'b']],
  ['addresses without records', '<urlset><loc>/a</loc><loc>/b</loc></urlset>', ['a', 'b']],
  ['records without end tags', '<urlset><url><loc>/a<lastmod>2026-02-03<url><loc>/b</urlset>', ['a', 'b']],
  ['an external entity', '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>/a</loc></url><url><loc>&x;</loc></url></urlset>', ['a']],
])('reads %s', async (_what, body, paths) => {
  const { items } = await read(body);
  expect(items.map(({ url }) => url)).toEqual(paths.map((path) => `https://post.example.test/${path}`));
}); // prettier-ignore

it.each([
  ['with records', '<sitemap><loc>https://a.test/1.xml</loc><lastmod>2026-02-03</lastmod></sitemap>'],
  ['with bare records', '<sitemap>\nhttps://a.test/1.xml\n</sitemap>'],
  ['without records', '<loc>https://a.test/1.xml</loc>'],
])('reads an index %s', async (_what, records) => {
  const { sitemaps, kind } = await read(`<sitemapindex>${records}</sitemapindex>`);
  expect(kind).toBe('sitemapIndex');
  expect(sitemaps.map(({ url }) => url)).toEqual(['https://a.test/1.xml']);
});

it('takes the first of two times', async () => {
  const { items } = await read(
    urlset('<url><loc>/a</loc><lastmod>2026-02-03T07:18:53Z 2015-06-15T15:33:55Z</lastmod></url>'),
  );
  expect(items[0]?.updated).toBe('2026-02-03T07:18:53.000Z');
});

it('takes the first of two days, an address once, and no entity for an address', async () => {
  const { items } = await read(
    urlset(
      '<url><loc>/a</loc><loc>/a</loc><lastmod>2026-02-03, 2015-06-15</lastmod></url><url><loc>&quay;</loc></url>',
    ),
  );
  expect(items.map(({ url, updated }) => [url, updated])).toEqual([
    ['https://post.example.test/a', '2026-02-03T00:00:00.000Z'],
  ]);
});

it('is not held up by a record with many addresses', () => {
  const text = Array.from({ length: 150_000 }, (_, i) => `<loc>/${i}</loc>`).join('');
  const sizes: number[] = [];
  scanSitemap(`<urlset><url>${text}</url></urlset>`, ({ addresses }) => sizes.push(addresses.size));
  expect(sizes).toEqual([150_000]);
}, 10_000);

it('unpacks what was packed twice', async () => {
  const { items } = await read(gzipSync(gzipSync(urlset('<url><loc>/a</loc></url>'))));
  expect(items.map(({ url }) => url)).toEqual(['https://post.example.test/a']);
});

it.each([
  ['words', 'not found'],
  ['a page that speaks of sitemaps', '<html><body>&lt;urlset> <urlset></urlset></body></html>'],
  ['a page with an address', 'See https://post.example.test/a\nand so on\n'],
])('refuses %s', async (_what, body) => {
  await expect(read(body)).rejects.toMatchObject({ code: 'not_a_feed' });
});
