import { ArticleDiscovered, checkAgainst } from '@dateline/contracts';
import { feedEntry } from '../../test/feed-entry.js';
import { findDiscoveries, identifyEntries, type KnownEntry } from './find-discoveries.js';

const feed = { feedId: 'feed-1', url: 'https://outlet.example/rss' };
const at = new Date('2026-03-03T12:00:00Z');
const sight = { at, foundBy: 'poll' as const };
const entry = (n: number, title = `Title ${n}`) =>
  feedEntry({ id: `guid-${n}`, url: `https://outlet.example/story-${n}`, title });

const discover = (entries: ReturnType<typeof feedEntry>[], known = new Map<string, KnownEntry>()) =>
  findDiscoveries(feed, identifyEntries(entries, feed.url).identified, known, sight);

const knownAfter = (entries: ReturnType<typeof feedEntry>[]) =>
  new Map(
    identifyEntries(entries, feed.url).identified.map(({ key, fingerprint, articleId }) => [
      key,
      { fingerprint, articleId },
    ]),
  );

describe('findDiscoveries', () => {
  it('makes valid events of entries never seen, with the same ids each time', () => {
    const found = discover([entry(1), entry(2)]);
    expect(found.map(({ data }) => [data.url, data.change])).toEqual([
      ['https://outlet.example/story-1', 'new'],
      ['https://outlet.example/story-2', 'new'],
    ]);
    for (const { data, id } of found) {
      expect(checkAgainst(ArticleDiscovered, data)).toMatchObject({ ok: true });
      expect(id).toMatch(/^[0-9a-f]{32}$/);
    }
    expect(discover([entry(1), entry(2)]).map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  it('hands on nothing that could run', () => {
    const unsafe = { ...entry(1), summaryHtml: '<p onclick="x">a<script>b</script></p>' };
    expect(discover([unsafe])[0]?.data.entry.summary).toBe('<p>a</p>');
  });

  it('finds nothing in entries that are as they were', () => {
    expect(discover([entry(1), entry(2)], knownAfter([entry(2), entry(1)]))).toEqual([]);
  });

  it('finds an entry whose text changed, under an id of its own', () => {
    const [first] = discover([entry(1)]);
    const [changed] = discover([entry(1, 'Corrected title')], knownAfter([entry(1)]));
    expect(changed?.data).toMatchObject({ change: 'changed', articleId: first?.data.articleId });
    expect(changed?.id).not.toBe(first?.id);
  });

  it('takes a text that went back for a change of its own', () => {
    const [first] = discover([entry(1, 'A')]);
    const [back] = discover([entry(1, 'A')], knownAfter([entry(1, 'B')]));
    expect(back?.data.fingerprint).toBe(first?.data.fingerprint);
    expect(back?.id).not.toBe(first?.id);
  });

  it('takes an entry that leads to another article for a new one', () => {
    const moved = { ...entry(1), url: 'https://outlet.example/another-story' };
    const [found] = discover([moved], knownAfter([entry(1)]));
    expect(found?.data).toMatchObject({ change: 'new', url: 'https://outlet.example/another-story' });
  });

  it('is not led astray by scheme and tracking parameters', () => {
    const tracked = { ...entry(1), url: 'http://outlet.example/story-1?utm_source=rss' };
    expect(discover([tracked], knownAfter([entry(1)]))).toEqual([]);
  });

  it('gives other feeds other ids for the same entry', () => {
    const { identified } = identifyEntries([entry(1)], feed.url);
    const [other] = findDiscoveries({ ...feed, feedId: 'feed-2' }, identified, new Map(), sight);
    expect(other?.id).not.toBe(discover([entry(1)])[0]?.id);
  });
});

describe('identifyEntries', () => {
  it('counts entries without a usable address and leaves them out', () => {
    const items = [
      entry(1),
      feedEntry({ title: 'no link' }),
      feedEntry({ url: 'mailto:desk@outlet.example' }),
    ];
    const { identified, skipped } = identifyEntries(items, feed.url);
    expect(identified).toHaveLength(1);
    expect(skipped).toEqual([
      { entry: items[1], reason: 'no_address' },
      { entry: items[2], reason: 'not_http' },
    ]);
  });

  it('takes the first of several entries with one name', () => {
    const { identified, sameArticle } = identifyEntries([entry(1, 'newer'), entry(1, 'older')], feed.url);
    expect(identified.map((i) => i.entry.title)).toEqual(['newer']);
    expect(sameArticle).toEqual([{ entry: entry(1, 'older'), articleId: identified[0]?.articleId }]);
  });
});

it('says what showed an entry, and where its article is to come from', () => {
  const identified = identifyEntries([entry(1)], feed.url).identified;
  const policy = { contentFrom: 'feed' as const };
  const [found] = findDiscoveries({ ...feed, policy }, identified, new Map(), { at, foundBy: 'backfill' });
  expect(found?.data).toMatchObject({ foundBy: 'backfill', contentFrom: 'feed' });
  expect(checkAgainst(ArticleDiscovered, found?.data)).toMatchObject({ ok: true });
  expect(discover([entry(1)])[0]?.data).not.toHaveProperty('contentFrom');
});

it('says what an address of last resort was taken from, and never has a media file asked for as a page', () => {
  const [page, episode] = discover([
    { ...entry(1), urlFrom: 'guid' },
    { ...entry(2), urlFrom: 'enclosure' },
  ]);
  expect(page?.data).toMatchObject({ addressFrom: 'guid' });
  expect(page?.data).not.toHaveProperty('contentFrom');
  expect(episode?.data).toMatchObject({ addressFrom: 'enclosure', contentFrom: 'feed' });
  expect(checkAgainst(ArticleDiscovered, episode?.data)).toMatchObject({ ok: true });
  expect(discover([entry(3)])[0]?.data).not.toHaveProperty('addressFrom');
});
