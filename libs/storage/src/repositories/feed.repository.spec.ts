import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, found, matched } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { newFeedDocument } from './feed.document.js';
import { FeedRepository } from './feed.repository.js';
import type { FeedFetchResult } from './feed.types.js';

const { models, played } = playDatabase();
const woken: [string, Date][] = [];
const feeds = new FeedRepository(models, {
  wakeHost: (hostKey, at) => Promise.resolve(void woken.push([hostKey, at])),
  wakeHostsFor: () => Promise.resolve(),
});
const wanted = {
  url: 'https://paper.example/rss',
  hostKey: 'paper.example',
  origin: { type: 'api' as const, ref: null },
  intervalSeconds: 900,
  now,
};
const row = { ...newFeedDocument(wanted), _id: 'f' };
const polled = { $in: ['active', 'failing', 'flooding'] };
/** The changes that an update adds to its feed. */
const toldBy = (u: object) => Reflect.get(Reflect.get(u, '$push') ?? {}, 'changes') as object | undefined;

beforeEach(() => (woken.length = 0));

it('adds a feed, or gives the one that has the address', async () => {
  played().answer('find feeds', documents(row), documents(row));
  const { feed, created } = await feeds.add(wanted);
  expect([feed.feedId, created]).toEqual(['f', false]);
});

it('lists feeds by id, after the last one of the page before', async () => {
  played().answer('find feeds', documents(row));
  expect(await feeds.list({ state: 'active', label: 'harbour', after: 'e', limit: 3 })).toMatchObject([
    { feedId: 'f' },
  ]);
  expect(played().only('find feeds')).toMatchObject({
    filter: { state: 'active', labels: 'harbour', _id: { $gt: 'e' } },
    sort: { _id: 1 },
    limit: 3,
  });
});

describe('a state', () => {
  it('that is new is told in the same update, and a feed that becomes active is due', async () => {
    played().answer('find feeds', documents(row));
    played().answer('findAndModify feeds', found(row));
    expect(await feeds.setState('f', 'active', null, now)).toMatchObject({ feedId: 'f' });
    const { query, update = {} } = played().only('findAndModify feeds');
    expect(query).toEqual({ _id: 'f', state: { $ne: 'active' } });
    expect(update).toMatchObject({
      $set: { state: 'active', nextFetchAt: now, stateSince: now },
      $max: { changesDueAt: now },
    });
    expect(toldBy(update)).toMatchObject({ change: 'resumed', url: row.url });
    expect(woken).toEqual([['paper.example', now]]);
  });

  it('that the feed has already is no news', async () => {
    played().answer('find feeds', documents(row)).answer('findAndModify feeds', { reply: {} }, found(row));
    await feeds.setState('f', 'paused', 'by hand', now);
    const [, again] = played().sent('findAndModify feeds');
    expect(again?.query).toEqual({ _id: 'f' });
    expect(toldBy(again?.update ?? {})).toBeUndefined();
    expect(again?.update).not.toHaveProperty(['$set', 'stateSince']);
    expect(woken).toEqual([]);
  });

  it('of an unknown feed is not written', async () => {
    expect(await feeds.setState('f', 'paused', null, now)).toBeNull();
    expect(played().commands).toHaveLength(1);
  });
});

it('keeps the untold changes of a feed before it removes it', async () => {
  played().answer('find feeds', documents(row), documents());
  expect(await feeds.remove('f', now)).toBe(true);
  const [kept] = played().updates('removed_feeds');
  expect(kept).toMatchObject({
    q: { _id: 'f' },
    upsert: true,
    u: { $set: { changes: [{ change: 'added' }, { change: 'removed' }] } },
  });
  expect(played().commands.map((command) => Object.keys(command)[0])).toEqual(['find', 'update', 'delete']);
  expect(await feeds.remove('f', now)).toBe(false);
});

it('makes only polled feeds due, and wakes their host', async () => {
  played().answer('findAndModify feeds', found({ ...row, nextFetchAt: after(-9) }), { reply: {} });
  expect(await feeds.makeDue('f', 'asked', now)).toMatchObject({ feedId: 'f' });
  expect(played().sent('findAndModify feeds')[0]).toMatchObject({
    query: { _id: 'f', state: polled },
    update: { $set: { nextFetchAt: now } },
  });
  expect(woken).toEqual([['paper.example', now]]);
  expect(await feeds.makeDue('f', 'asked', now)).toBeNull();
});

it('forgets the validators before a document is read again', async () => {
  await feeds.reread('f', 'asked', now);
  expect(played().updates('feeds')).toMatchObject([
    { q: { _id: 'f' }, u: { $set: { http: { etag: null, bodyHash: null } } } },
  ]);
});

it('sets only the rules that are given, and polls by them at once', async () => {
  played().answer('findAndModify feeds', found(row), found(row));
  await feeds.setPolicy('f', { priority: 'high' }, now);
  const [rules, due] = played().sent('findAndModify feeds');
  expect(rules?.update?.['$set']).toEqual({ 'policy.priority': 'high', updatedAt: now });
  expect(due?.update).toMatchObject({ $set: { nextFetchReason: 'policy_changed' } });
});

describe('an address', () => {
  const to = { url: 'https://new.example/rss', hostKey: 'new.example' };

  it('that changes is told, and what the old document said is dropped', async () => {
    played()
      .answer('find feeds', documents(row))
      .answer('findAndModify feeds', found({ ...row, ...to }));
    expect(await feeds.setAddress('f', to, now)).toMatchObject({ feed: { url: to.url } });
    const { update = {} } = played().only('findAndModify feeds');
    expect(update).toMatchObject({ $set: { ...to, move: null, http: { etag: null } } });
    expect(toldBy(update)).toMatchObject({ change: 'moved', previousUrl: row.url });
  });

  it('that another feed has is not taken', async () => {
    played().answer('find feeds', documents(row), documents({ _id: 'g' }));
    played().answer('findAndModify feeds', failed(11_000, 'DuplicateKey'));
    expect(await feeds.setAddress('f', to, now)).toEqual({ taken: 'g' });
  });

  it('whose owner is gone by then is tried again; of an unknown feed it is not', async () => {
    played().answer('find feeds', documents(row), documents(), documents());
    played().answer('findAndModify feeds', failed(11_000, 'DuplicateKey'));
    expect(await feeds.setAddress('f', to, now)).toEqual({ feed: null });
  });
});

it('pauses a feed whose document another polls, and tells of which', async () => {
  played()
    .answer('find feeds', documents(row))
    .answer('findAndModify feeds', found({ ...row, state: 'paused' }));
  expect(await feeds.setDuplicate('f', 'g', 'same document', now)).toMatchObject({ state: 'paused' });
  expect(toldBy(played().only('findAndModify feeds').update ?? {})).toMatchObject({
    change: 'duplicate',
    duplicateOf: 'g',
  });
  expect(woken).toEqual([]);
  expect(await feeds.setDuplicate('f', 'g', 'same document', now)).toBeNull();
});

it('pauses the feeds of a sitemap index that no longer names them', async () => {
  played().answer('find feeds', documents({ _id: 'left' }), documents({ ...row, _id: 'left' }));
  played().answer('findAndModify feeds', found(row));
  await feeds.pauseLeftBehind('f', ['https://paper.example/kept'], 'left', now);
  expect(played().sent('find feeds')[0]?.filter).toEqual({
    'origin.type': 'sitemap',
    'origin.ref': 'f',
    url: { $nin: ['https://paper.example/kept'] },
    state: polled,
  });
  expect(played().only('findAndModify feeds')).toMatchObject({
    query: { _id: 'left' },
    update: { $set: { state: 'paused' } },
  });
});

describe('a poll', () => {
  const result = {
    at: now,
    log: { at: now },
    nextFetchAt: after(900_000),
    failure: row.failure,
    counts: { notModified: 0, entries: 2, newEntries: 1, changedEntries: 0 },
    succeeded: true,
  } as unknown as FeedFetchResult;
  const gone = { ...result, state: { state: 'gone' as const, reason: '410' } };

  it('is stored in one update, and does not ask for the state', async () => {
    await feeds.recordFetch('f', result);
    const [update] = played().updates('feeds');
    expect(update).toMatchObject({
      q: { _id: 'f' },
      u: { $set: { nextFetchAt: after(900_000) }, $inc: { 'stats.fetches': 1 } },
    });
    expect(update?.u).not.toHaveProperty(['$set', 'state']);
  });

  it('changes the state of a polled feed, and tells it', async () => {
    played().answer('find feeds', documents(row));
    await feeds.recordFetch('f', gone);
    const [update] = played().updates('feeds');
    expect(update).toMatchObject({
      q: { _id: 'f', state: polled },
      u: { $set: { state: 'gone', stateReason: '410', stateSince: now } },
    });
    expect(toldBy(update?.u ?? {})).toMatchObject({ change: 'gone', url: row.url });
  });

  it('tells that the feed says something else of itself', async () => {
    played().answer('find feeds', documents(row));
    const document = { title: 'Quay Post', siteUrl: null, kind: 'rss', isChanged: true };
    await feeds.recordFetch('f', { ...result, document });
    const [update] = played().updates('feeds');
    expect(update).toMatchObject({ q: { _id: 'f' }, u: { $set: { title: 'Quay Post' } } });
    expect(toldBy(update?.u ?? {})).toMatchObject({ change: 'described', url: row.url, state: row.state });
  });

  it('leaves a feed stopped that was stopped meanwhile', async () => {
    played().answer('find feeds', documents(row)).answer('update feeds', matched(0), matched(0));
    await feeds.recordFetch('f', gone);
    const last = played().updates('feeds').at(-1);
    expect(last?.q).toEqual({ _id: 'f' });
    expect(last?.u).not.toHaveProperty(['$set', 'state']);
  });
});

it('stores a backfill and a delivery without touching validators or failures', async () => {
  await feeds.recordBackfill('f', {
    at: now,
    log: {} as never,
    nextFetchAt: after(5),
    nextFetchReason: 'backfill',
    newEntries: 2,
  });
  const account = { offered: 1, discovered: 1, known: 0, sameArticle: 0, skipped: {} };
  await feeds.recordPush('f', { at: now, bytes: 5, entries: 1, newEntries: 1, changedEntries: 0, account });
  const [backfill, push] = played().updates('feeds');
  expect(Object.keys(backfill?.u['$set'] as unknown as object).sort()).toEqual([
    'nextFetchAt',
    'nextFetchReason',
    'updatedAt',
  ]);
  expect(Object.keys(push?.u['$set'] as unknown as object).sort()).toEqual(['lastNewEntryAt', 'updatedAt']);
});
