import { playDatabase } from '../../test/played/play-database.js';
import { cut, documents, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { isTransientStorageError } from '../storage.errors.js';
import { EntryRepository } from './entry.repository.js';

const { models, played } = playDatabase();
const entries = new EntryRepository(models);
const entry = (key: string) => ({
  key,
  policy: 'guid',
  fingerprint: `print-${key}`,
  articleId: `article-${key}`,
  url: `https://paper.example/${key}`,
  discoveryId: `d-${key}`,
});
const rowOf = (feedId: string, key: string) => ({ _id: `${feedId}:${key}`, feedId, ...entry(key) });

describe('an entry that is recorded', () => {
  it('keeps when and how it was seen first', async () => {
    await entries.record('feed-1', [entry('ferry')], now, 'push');
    expect(played().updates('feed_entries')).toMatchObject([
      {
        q: { _id: 'feed-1:ferry' },
        u: {
          $set: { ...entry('ferry'), feedId: 'feed-1', lastSeenAt: now },
          $setOnInsert: { firstSeenAt: now, foundBy: 'push' },
        },
        upsert: true,
      },
    ]);
    expect(played().only('update feed_entries')).toMatchObject({
      ordered: false,
      writeConcern: { w: 'majority' },
    });
  });

  it('shares its command with those of other feeds', async () => {
    await Promise.all(['feed-1', 'feed-2'].map((feedId) => entries.record(feedId, [entry('ferry')], now)));
    const ids = played()
      .only('update feed_entries')
      .updates?.map(({ q }) => q['_id']);
    expect(ids).toEqual(['feed-1:ferry', 'feed-2:ferry']);
  });

  it('is refused alone', async () => {
    played().answer('update feed_entries', refused([1], { code: 121, n: 1 }));
    const ends = await Promise.allSettled(
      ['feed-1', 'feed-2'].map((feedId) => entries.record(feedId, [entry('ferry')], now)),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('waits when the connection breaks twice', async () => {
    played().answer('update feed_entries', cut(), cut());
    const end = await entries.record('feed-1', [entry('ferry')], now).catch((error: unknown) => error);
    expect(isTransientStorageError(end)).toBe(true);
    const [first, second] = played().sent('update feed_entries');
    expect(second?.['txnNumber']).toEqual(first?.['txnNumber']);
    expect(first?.['txnNumber']).toBeDefined();
  });
});

it('gives each caller its own known entries, from one question', async () => {
  played().answer('find feed_entries', documents(rowOf('feed-2', 'tide'), rowOf('feed-1', 'ferry')));
  const [first, second] = await Promise.all([
    entries.known('feed-1', ['ferry', 'new']),
    entries.known('feed-2', ['tide']),
  ]);
  const { fingerprint, articleId, url } = entry('ferry');
  expect(first).toEqual(new Map([['ferry', { fingerprint, articleId, url }]]));
  expect([...second.keys()]).toEqual(['tide']);
  expect(played().only('find feed_entries')).toMatchObject({
    filter: { _id: { $in: ['feed-1:ferry', 'feed-1:new', 'feed-2:tide'] } },
    projection: { key: 1, fingerprint: 1, articleId: 1, url: 1 },
  });
});

it('does not take the article of one feed for one that another has shown', async () => {
  played().answer('find feed_entries', documents(rowOf('feed-1', 'a'), rowOf('feed-2', 'b')));
  const [first, second] = await Promise.all([
    entries.knownArticles('feed-1', ['article-a', 'article-b']),
    entries.knownArticles('feed-2', ['article-a', 'article-b']),
  ]);
  expect([first, second]).toEqual([new Set(['article-a']), new Set(['article-b'])]);
});

it('asks for thousands of keys a thousand at a time', async () => {
  const keys = Array.from({ length: 2_500 }, (_, n) => `k${n}`);
  await entries.known('feed-1', keys);
  const asked = played()
    .sent('find feed_entries')
    .map(({ filter }) => (filter?.['_id'] as { $in: string[] }).$in.length);
  expect(asked).toEqual([1_000, 1_000, 500]);
});

it('finds the entry of a discovery with its first sighting', async () => {
  played().answer(
    'find feed_entries',
    documents({ ...rowOf('feed-1', 'ferry'), firstSeenAt: now }),
    documents(),
  );
  const found = await entries.ofDiscovery('article-ferry', 'd-ferry');
  expect(found).toEqual({ ...entry('ferry'), feedId: 'feed-1', firstSeenAt: now });
  expect(played().only('find feed_entries').filter).toEqual({
    articleId: 'article-ferry',
    discoveryId: 'd-ferry',
  });
  expect(await entries.ofDiscovery('article-ferry', 'other')).toBeNull();
});

it('marks a delivery once', async () => {
  await entries.markPushed('feed-1', ['ferry'], now);
  expect(played().updates('feed_entries')).toEqual([
    {
      q: { _id: { $in: ['feed-1:ferry'] }, pushedAt: null },
      u: { $set: { pushedAt: now } },
      multi: true,
    },
  ]);
});

it('counts deliveries of a span, without those of a backfill', async () => {
  played().answer('aggregate feed_entries', documents({ _id: null, pushed: 3, missed: 1 }), documents());
  const span = { from: now, to: after(60_000), graceMs: 5_000 };
  expect(await entries.countPushed('feed-1', span)).toEqual({ pushed: 3, missed: 1 });
  expect(played().only('aggregate feed_entries').pipeline?.[0]).toEqual({
    $match: {
      feedId: 'feed-1',
      firstSeenAt: { $gt: now, $lte: after(60_000) },
      foundBy: { $in: ['poll', 'push'] },
    },
  });
  expect(await entries.countPushed('feed-1', span)).toEqual({ pushed: 0, missed: 0 });
});

it('tells what the feed had shown by a moment, and what it showed last', async () => {
  played().answer('find feed_entries', documents(rowOf('feed-1', 'a')), documents(rowOf('feed-1', 'b')));
  expect(await entries.shownBy('feed-1', ['article-a'], now)).toEqual(new Set(['article-a']));
  expect(await entries.latestUrls('feed-1', 5)).toEqual(['https://paper.example/b']);
  const [shown, latest] = played().sent('find feed_entries');
  expect(shown?.filter).toMatchObject({ feedId: 'feed-1', firstSeenAt: { $lte: now } });
  expect(latest).toMatchObject({ filter: { feedId: 'feed-1' }, sort: { firstSeenAt: -1 }, limit: 5 });
});
