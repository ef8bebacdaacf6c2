import { parseFeed } from '@dateline/feed';
import { describeFetch } from './describe-fetch.js';
import type { FeedReading } from './read-feed-response.js';

const at = new Date('2026-03-03T12:00:00Z');
const schedule = { minSeconds: 600, maxSeconds: 86_400, random: () => 0 };
const facts = {
  at,
  ms: 12,
  status: 200,
  bytes: 345,
  newEntries: 1,
  changedEntries: 0,
  withoutUrl: 0,
  notes: [],
};
const failure = {
  consecutive: 2,
  lastClass: 'dns',
  lastStatus: null,
  lastMessage: 'before',
  lastAt: new Date(0),
};
const feed = {
  intervalSeconds: 3600,
  failure,
  http: { etag: '"1"', lastModified: 'then', bodyHash: 'hash-1' },
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
    freshSeconds: null,
  };
}

it('describes a document that was read', async () => {
  expect(describeFetch(feed, await readingOf(false), facts, schedule)).toMatchObject({
    succeeded: true,
    http: { etag: '"2"', lastModified: null, bodyHash: 'hash-2' },
    failure: { ...failure, consecutive: 0 },
    counts: { notModified: 0, entries: 1, newEntries: 1, changedEntries: 0 },
    log: { outcome: 'read', status: 200, ms: 12, bytes: 345, entries: 1, newEntries: 1, reason: null },
    document: { title: 'Harbour News', siteUrl: 'https://outlet.example/', kind: 'rss' },
    nextFetchReason: 'publisher_freshness',
    nextFetchAt: new Date('2026-03-03T14:00:00Z'),
    state: undefined,
  });
});

it('keeps no validators of a document that was cut off', async () => {
  expect(describeFetch(feed, await readingOf(true), facts, schedule).http).toEqual({
    etag: null,
    lastModified: null,
    bodyHash: null,
  });
});

it('keeps the body hash over a 304', () => {
  const reading: FeedReading = {
    kind: 'not_modified',
    validators: { etag: '"1"', lastModified: 'then' },
    freshSeconds: null,
  };
  const result = describeFetch(feed, reading, { ...facts, newEntries: 0 }, schedule);
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
  const result = describeFetch(feed, reading, { ...facts, notes: ['moved permanently to x'] }, schedule);
  expect(result).toMatchObject({
    succeeded: false,
    http: { etag: null, lastModified: null, bodyHash: null },
    failure: { consecutive: 3, lastClass: 'malformed', lastStatus: 200, lastMessage: 'no end', lastAt: at },
    log: { outcome: 'malformed', reason: 'no end; moved permanently to x' },
    nextFetchReason: 'failure_backoff',
    nextFetchAt: new Date('2026-03-03T12:40:00Z'),
  });
});

it('ends a feed that is gone', () => {
  const reading: FeedReading = { kind: 'gone', failure: { ...broken, class: 'gone', message: 'status 410' } };
  expect(describeFetch(feed, reading, facts, schedule)).toMatchObject({
    state: { state: 'gone', reason: 'status 410' },
    nextFetchReason: 'gone',
  });
});
