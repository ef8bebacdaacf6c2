import { parseSource } from '@dateline/feed';
import type { HttpResponse } from '@dateline/http';
import { NOTHING_DISCOVERED } from '../discovery/entry-discovery.js';
import { describeFetch } from './describe-fetch.js';
import type { FeedReading } from '../documents/read-feed-response.js';

const at = new Date('2026-03-03T12:00:00Z');
const limits = {
  minSeconds: 600,
  maxSeconds: 86_400,
  failureMaxSeconds: 259_200,
  failingMinSeconds: 86_400,
  pushedSeconds: 14_400,
};
const schedule = { limits, failingAfter: 30, random: () => 0 };
const poll = {
  at,
  ms: 12,
  endedAt: at,
  response: { status: 200, bytes: 345 } as HttpResponse,
  conditional: true,
  discovered: { ...NOTHING_DISCOVERED, newEntries: 1 },
  measured: { lostSince: null, isPushed: false, damage: null },
  move: null,
};
const damaged = {
  ...poll.measured,
  damage: { kind: 'cut_off' as const, offered: 2, read: 1 },
};
const nothingNew = { ...poll, discovered: NOTHING_DISCOVERED };
const failure = {
  consecutive: 2,
  points: 1.5,
  lastClass: 'dns',
  lastStatus: null,
  lastMessage: 'before',
  lastAt: new Date(0),
};
const feed = {
  intervalSeconds: 3600,
  failure,
  http: { etag: '"1"', lastModified: 'then', bodyHash: 'hash-1', fullAt: new Date(0), liedAt: null },
  state: 'active' as const,
  problem: null,
  rhythm: null,
  policy: {
    intervalSeconds: null,
    priority: 'normal' as const,
    validators: 'auto' as const,
    retryAfterScope: 'auto' as const,
    contentFrom: 'page' as const,
    nearDuplicates: 'auto' as const,
    speaksFor: [],
    pageTypes: null,
  },
  lastSuccessAt: new Date(0),
  documentTitle: 'Harbour News',
  siteUrl: 'https://outlet.example/',
  kind: 'rss',
};
const text =
  '<rss version="2.0"><channel><title>Harbour News</title><link>https://outlet.example/</link><ttl>120</ttl><item><title>One</title><link>https://outlet.example/1</link></item></channel></rss>';

async function readingOf(truncated: boolean): Promise<FeedReading> {
  const parsed = await parseSource(Buffer.from(text), { url: 'https://outlet.example/rss', headers: {} });
  const validators = { etag: '"2"', lastModified: null };
  return {
    kind: 'read',
    parsed: { ...parsed, truncated },
    validators,
    bodyHash: 'hash-2',
    fresh: null,
  };
}

it('describes a document that was read', async () => {
  expect(describeFetch(feed, { ...poll, reading: await readingOf(false) }, schedule)).toMatchObject({
    succeeded: true,
    http: { etag: '"2"', lastModified: null, bodyHash: 'hash-2' },
    failure: { ...failure, consecutive: 0, points: 0 },
    rhythm: { ttlSeconds: 7200, updateSeconds: null, skipHours: [], skipDays: [] },
    counts: { notModified: 0, entries: 1, newEntries: 1, changedEntries: 0 },
    log: { outcome: 'read', status: 200, ms: 12, bytes: 345, entries: 1, newEntries: 1, reason: null },
    document: { title: 'Harbour News', siteUrl: 'https://outlet.example/', kind: 'rss', isChanged: false },
    nextFetchReason: 'publisher_ttl',
    nextFetchAt: new Date('2026-03-03T14:00:00Z'),
    state: undefined,
  });
});

it.each([
  ['another title', { documentTitle: 'Harbour Post' }],
  ['a title for the first time', { documentTitle: null }],
  ['another site', { siteUrl: 'https://other.example/' }],
  ['another format', { kind: 'atom' }],
])('notices %s', async (_case, before) => {
  const { document } = describeFetch(
    { ...feed, ...before },
    { ...poll, reading: await readingOf(false) },
    schedule,
  );
  expect(document).toMatchObject({ title: 'Harbour News', isChanged: true });
});

it('H09 keeps no validators of a document that was cut off', async () => {
  const cut = { ...poll, measured: damaged, reading: await readingOf(true) };
  expect(describeFetch(feed, cut, schedule).http).toMatchObject({
    etag: null,
    lastModified: null,
    bodyHash: null,
  });
});

// Under validators the server would call the next, repaired document unchanged for as long as it stays as it is.
it('keeps no validators of a document whose items were all swallowed', async () => {
  const swallowed = { ...poll.measured, damage: { kind: 'unread' as const, offered: 2, read: 0 } };
  const { http } = describeFetch(
    feed,
    { ...nothingNew, measured: swallowed, reading: await readingOf(false) },
    schedule,
  );
  expect(http).toMatchObject({ etag: null, lastModified: null, bodyHash: null });
});

it('calls a document damaged of which not all was read: no success, and a problem of the feed until one is whole', async () => {
  const broken = { ...poll, measured: damaged, reading: await readingOf(false) };
  const reason = 'the document is cut off: 1 of 2 entries were read';
  const first = describeFetch(feed, broken, schedule);
  expect(first).toMatchObject({
    succeeded: false,
    problem: { kind: 'damaged', reason, since: at, bodyHash: 'hash-2' },
    failure: { consecutive: 0 },
    log: { outcome: 'damaged', reason },
    counts: { newEntries: 1 },
  });
  const since = new Date(0);
  const worn = { ...feed, problem: { kind: 'damaged' as const, reason, since, bodyHash: null } };
  expect(describeFetch(worn, broken, schedule).problem?.since).toEqual(since);
  expect(describeFetch(worn, { ...broken, measured: poll.measured }, schedule).problem).toBeNull();
  const same: FeedReading = {
    kind: 'not_modified',
    validators: { etag: null, lastModified: null },
    fresh: null,
  };
  expect(describeFetch(worn, { ...poll, reading: same }, schedule).problem).toBeUndefined();
});

it('calls a feed flooding that offers more than its budget, until a document is within it', async () => {
  const account = { ...NOTHING_DISCOVERED.account, offered: 9, discovered: 2, skipped: { over_budget: 7 } };
  const limits = ['FEED_NEW_ENTRIES_PER_POLL' as const];
  const discovered = { ...NOTHING_DISCOVERED, newEntries: 2, account, limits };
  const trap = { ...poll, discovered, reading: await readingOf(false) };
  const reason = '7 of 9 entries are over budget (FEED_NEW_ENTRIES_PER_POLL)';
  expect(describeFetch(feed, trap, schedule)).toMatchObject({
    succeeded: true,
    state: { state: 'flooding', reason },
    problem: { kind: 'flooding', reason, since: at },
    http: { etag: null, lastModified: null, bodyHash: null },
    nextFetchReason: 'flooding',
    intervalSeconds: 7200,
    log: { outcome: 'read', reason },
  });
  const since = new Date(0);
  const problem = { kind: 'flooding' as const, reason, since, bodyHash: null };
  const flooding = { ...feed, state: 'flooding' as const, problem };
  expect(describeFetch(flooding, trap, schedule).problem?.since).toEqual(since);
  const quiet = { ...nothingNew, reading: await readingOf(false) };
  expect(describeFetch(flooding, quiet, schedule)).toMatchObject({
    state: { state: 'active', reason: null },
    problem: null,
  });
  const same: FeedReading = {
    kind: 'not_modified',
    validators: { etag: null, lastModified: null },
    fresh: null,
  };
  expect(describeFetch(flooding, { ...nothingNew, reading: same }, schedule).state).toBeUndefined();
});

it('H07 keeps the body hash over a 304', () => {
  const reading: FeedReading = {
    kind: 'not_modified',
    validators: { etag: '"1"', lastModified: 'then' },
    fresh: null,
  };
  const result = describeFetch(feed, { ...nothingNew, reading }, schedule);
  expect(result).toMatchObject({
    http: { etag: '"1"', lastModified: 'then', bodyHash: 'hash-1' },
    counts: { notModified: 1 },
    nextFetchReason: 'not_modified',
    document: undefined,
  });
});

const broken = { class: 'malformed', status: 200, message: 'no end', retryAfterSeconds: null };

it('counts a failure, drops the validators and says why', () => {
  const reading: FeedReading = { kind: 'failed', failure: broken };
  const move = { target: 'x', seen: 2, since: at, wasRead: true };
  const result = describeFetch(feed, { ...poll, reading, move }, schedule);
  expect(result).toMatchObject({
    succeeded: false,
    http: { etag: null, lastModified: null, bodyHash: null },
    failure: {
      consecutive: 3,
      points: 2.5,
      lastClass: 'malformed',
      lastStatus: 200,
      lastMessage: 'no end',
      lastAt: at,
    },
    log: { outcome: 'malformed', reason: 'no end; moved permanently to x, seen 2 times' },
    nextFetchReason: 'failure_backoff',
    nextFetchAt: new Date('2026-03-03T12:10:00Z'),
  });
});

it('H23 ends a feed that is gone', () => {
  const reading: FeedReading = { kind: 'gone', failure: { ...broken, class: 'gone', message: 'status 410' } };
  expect(describeFetch(feed, { ...poll, reading }, schedule)).toMatchObject({
    state: { state: 'gone', reason: 'status 410' },
    nextFetchReason: 'gone',
  });
});

it.each([
  ['a refusal', 'http_5xx', 503],
  ['an outage', 'dns', null],
])('keeps the validators over %s, for they stand beside the document that we have', (_name, kind, status) => {
  const reading: FeedReading = { kind: 'failed', failure: { ...broken, class: kind, status } };
  expect(describeFetch(feed, { ...poll, reading }, schedule).http).toEqual(feed.http);
});

it('H24 calls a feed failing after many failures in a row, asks it seldom, and takes it back', () => {
  const reading: FeedReading = { kind: 'failed', failure: broken };
  const worn = { ...feed, failure: { ...failure, consecutive: 29, points: 29 } };
  expect(describeFetch(worn, { ...poll, reading }, schedule)).toMatchObject({
    state: { state: 'failing', reason: '30 failures in a row, the last malformed: no end' },
    nextFetchReason: 'failing_slow_poll',
    nextFetchAt: new Date('2026-03-04T12:00:00Z'),
  });
  const back: FeedReading = {
    kind: 'not_modified',
    validators: { etag: '"1"', lastModified: null },
    fresh: null,
  };
  expect(describeFetch({ ...worn, state: 'failing' }, { ...poll, reading: back }, schedule).state).toEqual({
    state: 'active',
    reason: null,
  });
});

it('catches a server that would have called news unchanged', async () => {
  const asked = { ...poll, conditional: false };
  const reading = await readingOf(false);
  const lie = { ...reading, validators: { etag: '"1"', lastModified: 'then' } } as FeedReading;
  expect(describeFetch(feed, { ...asked, reading: lie }, schedule).http?.liedAt).toEqual(at);
  expect(describeFetch(feed, { ...asked, reading }, schedule).http?.liedAt).toBeNull();
  expect(
    describeFetch(feed, { ...nothingNew, conditional: false, reading: lie }, schedule).http?.liedAt,
  ).toBeNull();
});

it('goes on with the rhythm of the last document while nothing changes', () => {
  const rhythm = { ttlSeconds: 7200, updateSeconds: null, skipHours: [], skipDays: [] };
  const reading: FeedReading = {
    kind: 'not_modified',
    validators: { etag: '"1"', lastModified: null },
    fresh: null,
  };
  expect(describeFetch({ ...feed, rhythm }, { ...poll, reading }, schedule)).toMatchObject({
    nextFetchReason: 'publisher_ttl',
    rhythm,
  });
});
