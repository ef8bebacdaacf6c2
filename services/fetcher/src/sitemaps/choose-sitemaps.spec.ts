import { chooseSitemaps } from './choose-sitemaps.js';

const at = new Date('2026-03-10T00:00:00Z');
const index = { url: 'https://www.outlet.example/sitemaps.xml', hostKey: 'outlet.example' };
const limits = { maxAgeMs: 7 * 86_400_000, maxSitemaps: 2 };
const map = (name: string, lastModified: string | null = null) => ({
  url: `https://www.outlet.example/${name}.xml`,
  lastModified,
});
const choose = (links: ReturnType<typeof map>[]) =>
  chooseSitemaps(links, index, at, limits).map((url) => url.replace(/^.*\/|\.xml$/g, ''));

it.each([
  [
    'the latest of those that are recent',
    [
      map('a', '2026-03-05T00:00:00Z'),
      map('b', '2026-03-09T00:00:00Z'),
      map('c', '2026-03-08T00:00:00Z'),
      map('d'),
    ],
    ['b', 'c'],
  ],
  ['none where all are old', [map('a', '2020-01-01T00:00:00Z')], []],
  [
    'those named for news where none is dated',
    [map('pages'), map('google-news'), map('tags')],
    ['google-news'],
  ],
  ['else the first and the last', [map('posts-1'), map('posts-2'), map('posts-3')], ['posts-1', 'posts-3']],
  ['not itself', [map('sitemaps', '2026-03-09T00:00:00Z')], []],
])('takes %s', (_what, links, taken) => {
  expect(choose(links)).toEqual(taken);
});

it('takes none of another site', () => {
  expect(choose([{ url: 'https://elsewhere.example/news.xml', lastModified: null }])).toEqual([]);
});
