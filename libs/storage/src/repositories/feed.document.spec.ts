import type { FeedModel } from '../models/models.js';
import { backfillUpdateOf, newFeedDocument, pushUpdateOf, toFeed, updateOf } from './feed.document.js';
import type { FeedFetchResult, NewFeed } from './feed.types.js';

const now = new Date('2026-03-03T09:00:00Z');
const later = new Date('2026-03-03T10:00:00Z');
const wanted: NewFeed = {
  url: 'https://paper.example/rss',
  hostKey: 'paper.example',
  origin: { type: 'opml', ref: 'list' },
  intervalSeconds: 900,
  now,
};
const log = {
  at: now,
  outcome: 'read',
  status: 200,
  ms: 5,
  bytes: 10,
  entries: 2,
  newEntries: 0,
  reason: null,
};
const result: FeedFetchResult = {
  at: now,
  log,
  nextFetchAt: later,
  nextFetchReason: 'adaptive',
  intervalSeconds: 3_600,
  failure: newFeedDocument(wanted).failure,
  counts: { notModified: 0, entries: 2, newEntries: 0, changedEntries: 0 },
  succeeded: true,
};

it('makes a feed that is due at once, with the change to be told', () => {
  const feed = newFeedDocument(wanted);
  expect(feed).toMatchObject({ state: 'active', nextFetchAt: now, changesDueAt: now, revision: 0 });
  expect(feed.changes).toMatchObject([{ change: 'added', url: wanted.url, state: 'active', at: now }]);
  expect(newFeedDocument(wanted)._id).not.toBe(feed._id);
});

it('takes the rules that a feed is added with, and leaves the others to the fetcher', () => {
  expect(newFeedDocument(wanted).policy).toMatchObject({
    contentFrom: 'page',
    validators: 'auto',
    speaksFor: [],
  });
  const ruled = newFeedDocument({ ...wanted, policy: { contentFrom: 'feed', speaksFor: ['other.example'] } });
  expect(ruled.policy).toMatchObject({
    contentFrom: 'feed',
    validators: 'auto',
    speaksFor: ['other.example'],
  });
});

it('gives a feed of an earlier version what it lacks, and keeps what is only for the store', () => {
  const { move, problem, identity, policy, http, ...old } = newFeedDocument(wanted);
  const stored = {
    ...old,
    policy: { intervalSeconds: 60, priority: policy.priority },
    http: { etag: http.etag, lastModified: 'then' },
    changesHolder: 'a',
  } as unknown as FeedModel;
  const feed = toFeed(stored);
  expect(feed).toMatchObject({
    feedId: stored._id,
    move: null,
    problem: null,
    identity: null,
    policy: { intervalSeconds: 60, validators: 'auto', speaksFor: [] },
    http: { lastModified: 'then', liedAt: null },
  });
  expect([move, problem, identity]).toEqual([null, null, null]);
  for (const name of ['_id', 'changes', 'changesDueAt', 'changesHolder'])
    expect(feed).not.toHaveProperty(name);
});

it('writes only what a poll found: what it says nothing of stays', () => {
  const { $set, $inc, $push } = updateOf(result);
  expect($set).toEqual({
    nextFetchAt: later,
    nextFetchReason: 'adaptive',
    intervalSeconds: 3_600,
    failure: result.failure,
    lastFetchAt: now,
    updatedAt: now,
    lastSuccessAt: now,
  });
  expect($inc).toMatchObject({ revision: 1, 'stats.fetches': 1, 'stats.entries': 2 });
  expect($push.recentFetches).toEqual({ $each: [log], $slice: -30 });
});

it('tells what a poll took back from what it does not know', () => {
  const { $set } = updateOf({ ...result, move: null, problem: null, rhythm: null });
  expect($set).toMatchObject({ move: null, problem: null, rhythm: null });
});

it('does not count a failed poll as a success, and keeps the title of a document without one', () => {
  const { $set } = updateOf({
    ...result,
    succeeded: false,
    document: { title: null, siteUrl: 'https://paper.example/', kind: 'rss', isChanged: false },
  });
  expect($set).not.toHaveProperty('lastSuccessAt');
  expect($set).not.toHaveProperty('title');
  expect($set).toMatchObject({ siteUrl: 'https://paper.example/', kind: 'rss' });
});

it('lets neither a push nor a backfill move what belongs to polls', () => {
  const account = { offered: 2, discovered: 2, known: 0, sameArticle: 0, skipped: {} };
  const push = pushUpdateOf({ at: now, bytes: 9, entries: 2, newEntries: 2, changedEntries: 0, account });
  expect(push.$set).toEqual({ updatedAt: now, lastNewEntryAt: now });
  expect(push.$push.recentFetches.$each).toMatchObject([{ outcome: 'pushed', newEntries: 2, account }]);
  const step = { at: now, log, nextFetchAt: later, nextFetchReason: 'backfill', newEntries: 3 };
  expect(backfillUpdateOf(step)).toMatchObject({
    $set: { nextFetchAt: later, nextFetchReason: 'backfill', updatedAt: now },
    $inc: { revision: 1, 'stats.newEntries': 3 },
  });
});
