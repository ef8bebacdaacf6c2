import { articleIdOf } from '@dateline/article';
import { identifyEntries, type KnownEntry } from './find-discoveries.js';
import { disputedIds, keepIds } from './keep-ids.js';
import { feedEntry } from '../../test/feed-entry.js';

const FEED = 'https://site.example/rss';
const OLD = 'a'.repeat(64);
const story = (n: number, url = `https://site.example/read.php?at_id=${n}`) =>
  feedEntry({ id: `g${n}`, url, title: `Story ${n}`, summaryHtml: `Text ${n}` });
const identify = (...items: ReturnType<typeof feedEntry>[]) => identifyEntries(items, FEED).identified;
const recorded = (found: ReturnType<typeof identify>, articleId = OLD): Map<string, KnownEntry> =>
  new Map(found.map(({ key, fingerprint, url }) => [key, { fingerprint, articleId, url }]));
const ids = (found: ReturnType<typeof identify>) => found.map(({ articleId }) => articleId);
const significant = new Map<string, Set<string>>();

it('keeps the id that an entry has while its address is the same', () => {
  const found = identify(story(1));
  expect(
    ids(keepIds(found, { known: recorded(found), ids: new Map(), significant, firstUrls: new Map() })),
  ).toEqual([OLD]);
});

it('gives the id of one article to the first of those that were merged under older rules', () => {
  const found = identify(story(1), story(2), story(3));
  const kept = keepIds(found, { known: recorded(found), ids: new Map(), significant, firstUrls: new Map() });
  expect(ids(kept)).toEqual([OLD, ...ids(found).slice(1)]);
});

it('leaves an article that a dropped parameter made of several addresses to the first of them', () => {
  const address = (n: number) => `https://site.example/read.php?fbclid=${n}`;
  const learned = new Map([['site.example', new Set(['fbclid'])]]);
  const merged = articleIdOf('https://site.example/read.php');
  const rules = { significant: learned, dismissed: new Map() };
  const found = [2, 1].flatMap(
    (n) => identifyEntries([story(n, address(n))], FEED, 'guid', rules).identified,
  );
  const known = recorded(found, merged);
  const firstUrls = new Map([[merged, address(1)]]);
  expect(disputedIds(found, known)).toEqual([merged, merged]);
  const kept = keepIds(found, { known, ids: new Map(), firstUrls, significant: learned });
  expect(ids(kept)).toEqual([found[0]?.articleId, merged]);
  expect(disputedIds(kept, known)).toEqual([merged]);
});

it('gives an entry that leads elsewhere now the id of its new address', () => {
  const known = recorded(identify(story(1)));
  const moved = identify(story(1, 'https://site.example/other'));
  expect(keepIds(moved, { known, ids: new Map(), significant, firstUrls: new Map() })).toEqual(moved);
});

it('finds the article of an address whose entry has another name now', () => {
  const found = identify(story(1));
  const former = new Map([['https://site.example/read.php?at_id=1', OLD]]);
  expect(ids(keepIds(found, { known: new Map(), ids: former, significant, firstUrls: new Map() }))).toEqual([
    OLD,
  ]);
});

it('leaves an article its id when its page comes to be shared', () => {
  const page = 'https://site.example/live';
  const alone = identify(story(1, page));
  const shared = identify(story(2, page), story(1, page));
  const known = recorded(alone, alone[0]?.articleId);
  const kept = keepIds(shared, { known, ids: new Map(), significant, firstUrls: new Map() });
  expect(kept[1]?.articleId).toBe(alone[0]?.articleId);
  expect(kept[0]?.articleId).not.toBe(alone[0]?.articleId);
});

it('does not take the page of all for the article of one of them', () => {
  const page = 'https://site.example/live';
  const shared = identify(story(1, page), story(2, page));
  const former = new Map([[page, OLD]]);
  expect(keepIds(shared, { known: new Map(), ids: former, significant, firstUrls: new Map() })).toEqual(
    shared,
  );
});
