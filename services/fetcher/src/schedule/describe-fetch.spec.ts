import { parseFeed } from '@dateline/feed';
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
  measured: { lostSince: null, isPushed: false },
  move: null,
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
  rhythm: null,
  policy: {
    intervalSeconds: null,
    priority: 'normal' as const,
    validators: 'auto' as const,
    retryAfterScope: 'auto' as const,
    contentFrom: 'page' as const,
    nearDuplicates: 'auto' as const,
  },
  lastSuccessAt: new Date(0),
};
const text =
  '<rss version="2.0"><channel><title>Harbour News</title><link>https://outlet.example/</link><ttl>120</ttl><item><title>One</title><link>https://outlet.example/1</link></item></channel></rss>';

async function readingOf(truncated: boolean): Promise<FeedReading> {
  const parsed = await parseFeed(Buffer.from(text), { url: 'https://outlet.example/rss', headers: {} });
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
    document: { title: 'Harbour News', siteUrl: 'https://outlet.example/', kind: 'rss' },
    nextFetchReason: 'publisher_ttl',
    nextFetchAt: new Date('2026-03-03T14:00:00Z'),
    state: undefined,
  });
});

it('H09 keeps no validators of a document that was cut off', async () => {
  expect(describeFetch(feed, { ...poll, reading: await readingOf(true) }, schedule).http).toMatchObject({
    etag: null,
    lastModified: null,
    bodyHash: null,
  });
});

// Under validators the server would call the next, repaired document unchanged for as long as it stays as it is.
it.failing('keeps no validators of a document whose items were all swallowed', async () => {
  const swallowed = text.replace('</title><link>', '<link>');
  const parsed = await parseFeed(Buffer.from(swallowed), { url: 'https://outlet.example/rss', headers: {} });
  const reading = { ...(await readingOf(false)), parsed } as FeedReading;
  const { http, counts } = describeFetch(feed, { ...nothingNew, reading }, schedule);
  expect(counts.entries > 0 || http?.etag === null).toBe(true);
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
