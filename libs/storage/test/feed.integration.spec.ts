import type { FeedDoc, FeedFetchResult } from '../src/index.js';
import { emptiedBeforeEach, leaseHost, specDatabase } from './open-test-database.js';
import { at } from './samples.js';

const { open } = specDatabase();
const database = open();
emptiedBeforeEach(database);

const add = async (url: string, hostKey = 'h.example'): Promise<FeedDoc> =>
  (
    await database.feeds.add({
      url,
      hostKey,
      origin: { type: 'api', ref: null },
      intervalSeconds: 60,
      now: at(0),
    })
  ).feed;

const fetchResult = (changes: Partial<FeedFetchResult> = {}): FeedFetchResult => ({
  at: at(1),
  log: { at: at(1), outcome: 'read', status: 200, ms: 1, bytes: 1, entries: 0, newEntries: 0, reason: null },
  nextFetchAt: at(3600),
  nextFetchReason: 'no_new_entries',
  intervalSeconds: 60,
  http: { etag: '"1"', lastModified: null, bodyHash: 'h', fullAt: at(1), liedAt: null },
  failure: { consecutive: 0, points: 0, lastClass: null, lastStatus: null, lastMessage: null, lastAt: null },
  counts: { notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
  succeeded: true,
  ...changes,
});

it('makes a polled feed due with its host, and no other', async () => {
  const { feedId } = await add('https://h.example/rss');
  await database.feeds.recordFetch(feedId, fetchResult());
  expect(await database.feeds.makeDue(feedId, 'requested', at(9))).toMatchObject({
    nextFetchAt: at(9),
    nextFetchReason: 'requested',
  });
  expect((await leaseHost(database, 'a', at(9), 1000))?.lease.hostKey).toBe('h.example');
  await database.feeds.setState(feedId, 'paused', 'rest', at(10));
  expect(await database.feeds.makeDue(feedId, 'requested', at(11))).toBeNull();
  expect((await database.feeds.get(feedId))?.state).toBe('paused');
});

it('keeps the state that an operator set while a poll was under way', async () => {
  const { feedId } = await add('https://h.example/rss');
  await database.feeds.setState(feedId, 'paused', 'rest', at(1));
  await database.feeds.recordFetch(feedId, fetchResult({ state: { state: 'gone', reason: 'status 410' } }));
  expect(await database.feeds.get(feedId)).toMatchObject({
    state: 'paused',
    stateReason: 'rest',
    http: { etag: '"1"' },
  });
  await database.feeds.setState(feedId, 'active', null, at(2));
  await database.feeds.recordFetch(feedId, fetchResult({ state: { state: 'gone', reason: 'status 410' } }));
  expect(await database.feeds.get(feedId)).toMatchObject({ state: 'gone', stateReason: 'status 410' });
});

it('polls a failing feed like an active one, and starts anew when an operator resumes it', async () => {
  const { feedId } = await add('https://h.example/rss');
  const failure = { ...fetchResult().failure, consecutive: 30, points: 30 };
  await database.feeds.recordFetch(
    feedId,
    fetchResult({ nextFetchAt: at(5), failure, state: { state: 'failing', reason: 'often' } }),
  );
  const leased = await leaseHost(database, 'a', at(6), 10_000);
  expect(leased?.work.feeds).toMatchObject([{ feedId, state: 'failing' }]);
  expect(await database.feeds.setState(feedId, 'active', null, at(7))).toMatchObject({
    state: 'active',
    failure: { consecutive: 0, points: 0 },
  });
});

it('H11 H17 drops what it knew of the old address, and gives no address to two feeds', async () => {
  const { feedId } = await add('https://h.example/rss');
  const other = await add('https://new.example/rss', 'new.example');
  await database.feeds.recordFetch(feedId, fetchResult());
  const taken = await database.feeds.setAddress(feedId, { url: other.url, hostKey: other.hostKey }, at(5));
  expect(taken).toEqual({ taken: other.feedId });
  expect(await database.feeds.get(feedId)).toMatchObject({
    url: 'https://h.example/rss',
    http: { etag: '"1"' },
  });
  const moved = await database.feeds.setAddress(
    feedId,
    { url: 'https://x.example/', hostKey: 'x.example' },
    at(5),
  );
  expect(moved).toMatchObject({
    feed: { hostKey: 'x.example', http: { etag: null, bodyHash: null }, move: null },
  });
  expect(
    await database.feeds.setAddress('nobody', { url: 'https://y.example/', hostKey: 'y' }, at(5)),
  ).toEqual({ feed: null });
});

it('H23 keeps each change with its feed until it is told, once, and over its removal', async () => {
  const { feeds, feedChanges } = database;
  const { feedId } = await add('https://h.example/rss');
  const gone = fetchResult({ state: { state: 'gone', reason: 'status 410' } });
  const failing = fetchResult({ state: { state: 'failing', reason: 'often' } });
  await feeds.recordFetch(feedId, failing);
  await feeds.recordFetch(feedId, failing);
  await feeds.recordFetch(feedId, fetchResult({ state: { state: 'active', reason: null } }));
  await feeds.setState(feedId, 'paused', 'rest', at(2));
  await feeds.setState(feedId, 'paused', 'rest', at(3));
  await feeds.recordFetch(feedId, gone);
  const [untold] = await feedChanges.lease(at(4), 1_000);
  expect(untold?.changes.map(({ change, state, reason }) => [change, state, reason])).toEqual([
    ['added', 'active', null],
    ['failing', 'failing', 'often'],
    ['recovered', 'active', null],
    ['paused', 'paused', 'rest'],
  ]);
  expect(await feedChanges.lease(at(4), 1_000)).toEqual([]);

  // The holder dies: what it held is told by another, with what came meanwhile.
  await feeds.setState(feedId, 'active', null, at(4));
  await feeds.setAddress(feedId, { url: 'https://h.example/new', hostKey: 'h.example' }, at(5));
  await feeds.setAddress(feedId, { url: 'https://h.example/new', hostKey: 'h.example' }, at(5));
  await feeds.setDuplicate(feedId, 'another', 'moved', at(6));
  const [again] = await feedChanges.lease(at(8), 1_000);
  expect(again?.changes.slice(0, 4)).toEqual(untold?.changes);
  expect(again?.changes.slice(4)).toMatchObject([
    { change: 'resumed', state: 'active' },
    { change: 'moved', url: 'https://h.example/new', previousUrl: 'https://h.example/rss', state: 'active' },
    { change: 'duplicate', duplicateOf: 'another', state: 'paused', reason: 'moved' },
  ]);
  if (again) await feedChanges.done([again], at(8));
  expect(await feedChanges.lease(at(20), 1_000)).toEqual([]);
  expect(await feeds.get(feedId)).not.toHaveProperty('changes');

  await feeds.setState(feedId, 'active', null, at(21));
  expect(await feeds.remove(feedId, at(22))).toBe(true);
  expect(await feeds.remove(feedId, at(22))).toBe(false);
  const [last] = await feedChanges.lease(at(23), 1_000);
  expect(last).toMatchObject({
    feedId,
    changes: [{ change: 'resumed' }, { change: 'removed', state: null }],
  });
  if (last) await feedChanges.done([last], at(23));
  expect(await feedChanges.lease(at(40), 1_000)).toEqual([]);
});

it('gives each change to one replica, and keeps one that comes while others are told', async () => {
  const ids = await Promise.all(
    [1, 2, 3, 4, 5].map(async (n) => (await add(`https://h${n}.example/rss`)).feedId),
  );
  const leases = await Promise.all([1, 2, 3].map(() => database.feedChanges.lease(at(1), 10_000)));
  expect(
    leases
      .flat()
      .map(({ feedId }) => feedId)
      .sort(),
  ).toEqual([...ids].sort());
  const [feedId = ''] = ids;
  await database.feeds.setState(feedId, 'paused', 'rest', at(2));
  await database.feedChanges.done(leases.flat(), at(2));
  expect(await database.feedChanges.lease(at(3), 1_000)).toMatchObject([
    { feedId, changes: [{ change: 'paused' }] },
  ]);
});

it('tells the record of each feed: as it is under the lease, of earlier versions too, and again after a time', async () => {
  const { feeds, feedBulk, feedChanges } = database;
  const { feedId } = await add('https://h.example/rss');
  const document = { title: 'Harbour', siteUrl: 'https://h.example/', kind: 'rss', isChanged: true };
  await feeds.recordFetch(feedId, fetchResult({ document }));
  const [first] = await feedChanges.lease(at(2), 1_000);
  expect(first?.changes.map(({ change }) => change)).toEqual(['added', 'described']);
  expect(first?.feed).toMatchObject({ feedId, title: 'Harbour', siteUrl: 'https://h.example/' });
  if (first) await feedChanges.done([first], at(2));
  expect(await feedChanges.lease(at(3), 1_000, at(2))).toEqual([]);

  const [again] = await feedChanges.lease(at(100), 1_000, at(99));
  expect(again).toMatchObject({ feedId, changes: [], feed: { title: 'Harbour' } });
  if (again) await feedChanges.done([again], at(100));
  expect(await feedChanges.lease(at(101), 1_000, at(99))).toEqual([]);

  await rawFeeds(database).updateOne({ _id: feedId }, { $unset: { recordToldAt: '', changesDueAt: '' } });
  expect(await feedChanges.lease(at(102), 1_000)).toMatchObject([{ feedId, changes: [] }]);
  expect(await feedChanges.lease(at(102), 1_000)).toEqual([]);
  expect(await feedBulk.setNames([feedId], { labels: ['Local'] }, at(102))).toBe(1);
  expect(await feedChanges.lease(at(102), 1_000)).toEqual([]);
});

it('tells that a feed has another title or other labels, once, and nothing where they are the same', async () => {
  const { feedBulk, feedChanges } = database;
  const { feedId } = await add('https://h.example/rss');
  const toldNow = async (seconds: number) => {
    const found = await feedChanges.lease(at(seconds), 1_000);
    await feedChanges.done(found, at(seconds));
    return found.flatMap(({ changes, feed }) =>
      changes.map(({ change, url, state }) => [change, url, state, feed?.title, feed?.labels]),
    );
  };
  await toldNow(1);
  await feedBulk.setNames([feedId], { ownTitle: '$100 News', labels: ['$ale', 'Local'] }, at(2));
  await feedBulk.setNames([feedId], { ownTitle: '$100 News' }, at(3));
  const url = 'https://h.example/rss';
  expect(await toldNow(4)).toEqual([['described', url, 'active', '$100 News', ['$ale', 'Local']]]);
  await feedBulk.relabel([feedId], { add: ['$port', 'Local'], remove: ['$ale'] }, at(5));
  await feedBulk.relabel([feedId], { add: ['Local'], remove: ['$ale'] }, at(6));
  expect(await toldNow(7)).toEqual([['described', url, 'active', '$100 News', ['Local', '$port']]]);
});

it('tells a record again whose lease was lost, and the removal of a feed whose record came late', async () => {
  const { feeds, feedChanges } = database;
  const { feedId } = await add('https://h.example/rss');
  const slow = await feedChanges.lease(at(1), 1_000);
  await feeds.setState(feedId, 'paused', 'rest', at(3));
  const quick = await feedChanges.lease(at(4), 10_000);
  expect(quick).toMatchObject([{ feed: { state: 'paused' } }]);
  await feedChanges.done(quick, at(5));
  await feedChanges.done(slow, at(6));
  const again = await feedChanges.lease(at(7), 1_000);
  expect(again).toMatchObject([{ feedId, changes: [], feed: { state: 'paused' } }]);
  await feedChanges.done(again, at(7));
  expect(await feedChanges.lease(at(8), 1_000)).toEqual([]);

  await feeds.setState(feedId, 'active', null, at(9));
  const late = await feedChanges.lease(at(10), 1_000);
  await feeds.remove(feedId, at(11));
  const removal = await feedChanges.lease(at(12), 1_000);
  expect(removal).toMatchObject([{ feedId, feed: null }]);
  await feedChanges.done(removal, at(12));
  await feedChanges.done(late, at(13));
  const tombstone = await feedChanges.lease(at(14), 1_000);
  expect(tombstone).toMatchObject([{ feedId, changes: [], feed: null }]);
  await feedChanges.done(tombstone, at(14));
  expect(await feedChanges.lease(at(99), 1_000)).toEqual([]);
});

it('gives a feed of an earlier version the fields that came later', async () => {
  const { feedId } = await add('https://h.example/rss');
  const unset = {
    policy: '',
    rhythm: '',
    move: '',
    duplicateOf: '',
    'failure.points': '',
    'http.fullAt': '',
  };
  await rawFeeds(database).updateOne({ _id: feedId }, { $unset: unset });
  expect(await database.feeds.get(feedId)).toMatchObject({
    policy: {
      intervalSeconds: null,
      priority: 'normal',
      validators: 'auto',
      retryAfterScope: 'auto',
      contentFrom: 'page',
      nearDuplicates: 'auto',
      speaksFor: [],
      pageTypes: null,
    },
    rhythm: null,
    move: null,
    failure: { points: 0 },
    http: { fullAt: null },
  });
});

/** The stored feeds, past the repositories. */
function rawFeeds(of: typeof database): RawCollection {
  return (of as unknown as { connection: { collection(name: string): RawCollection } }).connection.collection(
    'feeds',
  );
}

interface RawCollection {
  updateOne(filter: object, update: object): Promise<unknown>;
}
