import type { FeedEntry, ReadSource } from '@dateline/feed';
import { feedEntry } from '../../test/feed-entry.js';
import { selectEntries } from './select-entries.js';

const at = new Date('2026-03-10T00:00:00Z');
const limits = { maxAgeMs: 7 * 86_400_000, maxUndated: 2 };
const choose = (kind: ReadSource['kind'], items: FeedEntry[]) =>
  selectEntries(
    { kind, items, offered: items.length, dropped: {}, sitemaps: [] } as unknown as ReadSource,
    at,
    limits,
  );
const select = (kind: ReadSource['kind'], items: FeedEntry[]) =>
  choose(kind, items).items.map(({ url }) => url);
const page = (url: string, dates: Partial<FeedEntry> = {}) => feedEntry({ url, ...dates });

it.each<[string, ReadSource['kind'], FeedEntry[], string[]]>([
  ['all of a feed', 'rss', [page('a', { updated: '2001-01-01T00:00:00Z' }), page('b')], ['a', 'b']],
  [
    'the recent pages of a sitemap',
    'sitemap',
    [
      page('old', { updated: '2026-03-02T23:00:00Z' }),
      page('new', { updated: '2026-03-03T01:00:00Z' }),
      page('undated'),
    ],
    ['new'],
  ],
  [
    'old articles that were changed',
    'newsSitemap',
    [page('a', { published: '2020-01-01T00:00:00Z', updated: '2026-03-09T00:00:00Z' })],
    ['a'],
  ],
  ['the first pages where none is dated', 'sitemap', [page('a'), page('b'), page('c')], ['a', 'b']],
])('takes %s', (_what, kind, items, taken) => {
  expect(select(kind, items)).toEqual(taken);
});

it('says why it leaves out the rest', () => {
  const [old, undated] = [page('old', { updated: '2026-03-02T23:00:00Z' }), page('undated')];
  expect(choose('sitemap', [old, undated, page('new', { updated: '2026-03-09T00:00:00Z' })]).leftOut).toEqual(
    [
      { entry: old, reason: 'too_old' },
      { entry: undated, reason: 'undated' },
    ],
  );
  const third = page('c');
  expect(choose('sitemap', [page('a'), page('b'), third]).leftOut).toEqual([
    { entry: third, reason: 'undated' },
  ]);
  expect(choose('rss', [old]).leftOut).toEqual([]);
});
