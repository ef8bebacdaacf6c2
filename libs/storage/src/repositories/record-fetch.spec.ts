import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { WriteBatcher } from '../write-batcher.js';
import type { FeedFetchResult } from './feed.types.js';
import { recordFetch } from './record-fetch.js';

const { models, played } = playDatabase();
const stores = {
  feeds: models.feeds,
  polls: new WriteBatcher((operations: Parameters<typeof models.feeds.bulkWrite>[0][number][]) =>
    models.feeds.bulkWrite(operations, { ordered: false }),
  ),
};
const result = {
  at: now,
  log: { at: now },
  nextFetchAt: after(900_000),
  failure: { consecutive: 0 },
  counts: { notModified: 0, entries: 2, newEntries: 1, changedEntries: 0 },
  succeeded: true,
} as unknown as FeedFetchResult;
const described = {
  ...result,
  document: { title: 'Harbour', siteUrl: null, kind: 'rss', isChanged: true },
} as unknown as FeedFetchResult;
const feed = documents({ _id: 'f', url: 'https://paper.example/rss', state: 'active' });
const told = { changes: { change: 'described', url: 'https://paper.example/rss', state: 'active', at: now } };

it('asks for nothing that it does not tell', async () => {
  await recordFetch(stores, 'f', result);
  expect(played().commands).toHaveLength(1);
  expect(played().updates('feeds')[0]?.u).not.toHaveProperty(['$push', 'changes']);
});

it('tells in the same update that a document describes its feed in other words', async () => {
  played().answer('find feeds', feed);
  await recordFetch(stores, 'f', described);
  expect(played().updates('feeds')).toMatchObject([{ q: { _id: 'f' }, u: { $push: told } }]);
});

it('tells of a removed feed nothing', async () => {
  await recordFetch(stores, 'f', described);
  expect(played().updates('feeds')[0]?.u).not.toHaveProperty(['$push', 'changes']);
});

it('tells the new state, or the new words where the state is no news', async () => {
  played().answer('find feeds', feed).answer('update feeds', matched(0), matched(1));
  await recordFetch(stores, 'f', { ...described, state: { state: 'failing', reason: 'HTTP 503' } });
  expect(played().updates('feeds')).toMatchObject([
    { q: { state: { $in: ['active', 'flooding'] } }, u: { $push: { changes: { change: 'failing' } } } },
    { q: { state: { $in: ['active', 'failing', 'flooding'] } }, u: { $push: told } },
  ]);
});
