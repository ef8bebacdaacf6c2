import { parseSource } from '@dateline/feed';
import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import { TransientError } from '@dateline/messaging';
import type { FeedDoc, FeedFetchResult, FeedMeter } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { Loss } from '../backfill/plan-backfill.js';
import { NOTHING_DISCOVERED } from '../discovery/entry-discovery.js';
import { refusedAccount } from '../discovery/account-entries.js';
import type { Permission } from '../robots/robots.gate.js';
import { ServiceRetry } from '../runtime/service-retry.js';
import { FeedPoller } from './feed-poller.js';
import type { Measured } from './poll.types.js';

const at = new Date('2026-03-03T12:00:00Z');
const url = 'https://outlet.example/rss';
const never = new AbortController().signal;
const meter = { backfill: null } as FeedMeter;
const text =
  '<rss version="2.0"><channel><title>Harbour News</title><item><title>Late ferry</title><link>https://outlet.example/1</link></item></channel></rss>';

const feedOf = (changes: Partial<FeedDoc> = {}): FeedDoc => ({
  feedId: 'feed-1',
  url,
  hostKey: 'outlet.example',
  title: null,
  ownTitle: null,
  documentTitle: null,
  labels: [],
  siteUrl: null,
  kind: null,
  state: 'active',
  stateReason: null,
  stateSince: null,
  intervalSeconds: 3_600,
  nextFetchAt: at,
  nextFetchReason: 'added',
  http: { etag: '"1"', lastModified: null, bodyHash: null, fullAt: at, liedAt: null },
  failure: { consecutive: 0, points: 0, lastClass: null, lastStatus: null, lastMessage: null, lastAt: null },
  rhythm: null,
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
  move: null,
  identity: null,
  problem: null,
  duplicateOf: null,
  stats: { fetches: 0, notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
  lastFetchAt: null,
  lastSuccessAt: new Date(0),
  lastNewEntryAt: null,
  recentFetches: [],
  origin: { type: 'api', ref: null },
  createdAt: at,
  updatedAt: at,
  revision: 0,
  ...changes,
});

const answerOf = (status: number, body = '', changes: Partial<HttpResponse> = {}): HttpResponse => ({
  status,
  headers: { etag: '"2"' },
  body: Buffer.from(body),
  finalUrl: url,
  hops: [],
  bytes: body.length,
  ...changes,
});

interface Staged {
  answer: HttpResponse | Error;
  permission?: Permission;
  measured?: Partial<Measured>;
  newEntries?: number;
  discover?: () => Promise<void>;
  takenBy?: string;
}

/** A poller whose feed answers as the test says; what it does is kept in order. */
function stage({ answer, permission, measured, newEntries = 0, discover, takenBy }: Staged) {
  const steps: string[] = [];
  const headers: (Readonly<Record<string, string>> | undefined)[] = [];
  const recorded: FeedFetchResult[] = [];
  const losses: (Loss | null)[] = [];
  const counted: string[] = [];
  const get: HttpClient['get'] = (_url, request) => {
    headers.push(request.headers);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const poller = new FeedPoller({
    http: { get, post: () => Promise.reject(new Error('feeds are never posted to')) },
    robots: permission ? { permissionFor: () => Promise.resolve(permission) } : null,
    parse: parseSource,
    politenessDelay: () => Promise.resolve(),
    now: () => at,
    discovery: {
      discover: async (_feed, { items }) => {
        await discover?.();
        steps.push(`discover ${items.length}`);
        return { ...NOTHING_DISCOVERED, newEntries };
      },
      refuse: (offered, reason) => ({ ...NOTHING_DISCOVERED, account: refusedAccount(offered, reason) }),
    },
    storage: {
      feeds: {
        add: () => Promise.reject(new Error('no sitemap index')),
        pauseLeftBehind: () => Promise.reject(new Error('no sitemap index')),
        setState: () => Promise.reject(new Error('no sitemap index')),
        recordFetch: (_feedId, result) => {
          steps.push('record');
          recorded.push(result);
          return Promise.resolve();
        },
        setAddress: (_feedId, to) => {
          steps.push(`move to ${to.url}`);
          return Promise.resolve(takenBy === undefined ? { feed: null } : { taken: takenBy });
        },
        setDuplicate: (_feedId, of) => {
          steps.push(`duplicate of ${of}`);
          return Promise.resolve(null);
        },
      },
      feedVoices: {
        record: ({ feedId, outlet, by }) => {
          steps.push(`${feedId} speaks for ${outlet} by ${by}`);
          return Promise.resolve();
        },
      },
    },
    retry: new ServiceRetry(AbortSignal.abort()),
    meters: {
      measure: () => {
        steps.push('measure');
        return Promise.resolve({ lostSince: null, damage: null, isPushed: false, ...measured });
      },
    },
    backfill: {
      schedule: (_feed, { loss }, result) => {
        losses.push(loss);
        return Promise.resolve(result);
      },
    },
    metrics: { feedPolled: (outcome) => counted.push(outcome) },
    settings: {
      maxBytes: 1_000_000,
      conditions: { fullEveryDays: 7, distrustedFullEveryHours: 6 },
      sitemaps: { maxAgeMs: 1, maxUndated: 1, maxSitemaps: 1 },
      schedule: {
        limits: {
          minSeconds: 600,
          maxSeconds: 86_400,
          failureMaxSeconds: 259_200,
          failingMinSeconds: 86_400,
          pushedSeconds: 14_400,
        },
        failingAfter: 30,
        random: () => 0,
      },
      moves: { stableFetches: 2, stableMs: 60_000 },
    },
  });
  return { poller, steps, headers, recorded, losses, counted };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

it('takes the entries of a document, measures the feed, and records the poll last', async () => {
  const on = stage({ answer: answerOf(200, text), newEntries: 1 });
  const end = await on.poller.poll(feedOf(), meter, never);
  expect(on.steps).toEqual(['discover 1', 'measure', 'record']);
  expect(on.headers).toEqual([{ 'if-none-match': '"1"' }]);
  expect(on.recorded).toMatchObject([
    { succeeded: true, http: { etag: '"2"' }, counts: { newEntries: 1 }, log: { outcome: 'read' } },
  ]);
  expect(end).toMatchObject({ kind: 'completed', hostPauseSeconds: 0, endedAt: at });
  expect(end).toMatchObject({ dueAt: on.recorded[0]?.nextFetchAt });
  expect(on.counted).toEqual(['read']);
});

it('reads no entries where the server says that nothing changed', async () => {
  const on = stage({ answer: answerOf(304) });
  await on.poller.poll(feedOf(), meter, never);
  expect(on.steps).toEqual(['measure', 'record']);
  expect(on.recorded).toMatchObject([{ counts: { notModified: 1 }, http: { etag: '"2"' } }]);
});

it('asks for nothing that robots.txt disallows, and waits when it took the turn of the host', async () => {
  const denied = stage({
    answer: new Error('must not be asked'),
    permission: { answer: 'disallowed', asked: true },
  });
  await denied.poller.poll(feedOf(), meter, never);
  expect(denied.headers).toEqual([]);
  expect(denied.counted).toEqual(['robots_disallowed']);
  const late = stage({
    answer: new Error('must not be asked'),
    permission: { answer: 'allowed', asked: true },
  });
  expect(await late.poller.poll(feedOf(), meter, never)).toEqual({ kind: 'completed', hostPauseSeconds: 0 });
  expect([late.headers, late.steps]).toEqual([[], []]);
});

it('records nothing of a request that was given up', async () => {
  const on = stage({ answer: new HttpError('aborted', 'the service stops') });
  expect(await on.poller.poll(feedOf(), meter, never)).toEqual({ kind: 'aborted' });
  expect([on.steps, on.counted]).toEqual([[], []]);
});

it.each([
  { status: 429, retryAfter: '120', outcome: 'throttled', end: { hostPauseSeconds: 120, unavailable: null } },
  {
    status: 503,
    retryAfter: '40',
    outcome: 'http_5xx',
    end: { hostPauseSeconds: 0, unavailable: { retryAfterSeconds: 40 } },
  },
  { status: 500, retryAfter: '40', outcome: 'http_5xx', end: { hostPauseSeconds: 0, unavailable: null } },
])('tells the host what a $status asks for', async ({ status, retryAfter, outcome, end }) => {
  const on = stage({ answer: answerOf(status, '', { headers: { 'retry-after': retryAfter } }) });
  expect(await on.poller.poll(feedOf(), meter, never)).toMatchObject({ kind: 'completed', ...end });
  expect(on.recorded).toMatchObject([{ succeeded: false, failure: { consecutive: 1, lastClass: outcome } }]);
  expect(on.recorded[0]?.http?.etag).toBe('"1"');
});

it('has no next poll for a feed that is gone', async () => {
  const on = stage({ answer: answerOf(410) });
  expect(await on.poller.poll(feedOf(), meter, never)).toMatchObject({ dueAt: null });
  expect(on.recorded).toMatchObject([{ state: { state: 'gone' } }]);
});

it('ends a poll that fails by a defect of our own as a failure of the feed', async () => {
  const discover = () => Promise.reject(new TypeError('not a function'));
  const on = stage({ answer: answerOf(200, text), discover });
  await on.poller.poll(feedOf(), meter, never);
  expect(on.recorded).toMatchObject([
    { succeeded: false, failure: { lastClass: 'internal', lastMessage: 'TypeError: not a function' } },
  ]);
});

it('throws an outage at shutdown and records nothing, so that the feed is polled again', async () => {
  const discover = () => Promise.reject(new TransientError('kafka_unavailable', 'away'));
  const on = stage({ answer: answerOf(200, text), discover });
  await expect(on.poller.poll(feedOf(), meter, never)).rejects.toThrow('away');
  expect(on.steps).toEqual([]);
});

it('starts a search for entries that were lost', async () => {
  const lostSince = new Date(at.getTime() - 7_200_000);
  const on = stage({ answer: answerOf(200, text), measured: { lostSince } });
  await on.poller.poll(feedOf(), meter, never);
  expect(on.losses).toMatchObject([{ from: lostSince, to: at, documentUrl: url }]);
});

describe('a permanent redirect', () => {
  const target = 'https://other.example/rss';
  const moved = answerOf(200, text, { finalUrl: target, hops: [{ url, status: 301 }] });
  const seen = { target, seen: 1, since: new Date(at.getTime() - 120_000), wasRead: true };

  it('is only noted the first time', async () => {
    const on = stage({ answer: moved });
    await on.poller.poll(feedOf(), meter, never);
    expect(on.steps).toEqual(['discover 1', 'measure', 'record']);
    expect(on.recorded[0]?.move).toEqual({ target, seen: 1, since: at, wasRead: true });
  });

  it('is followed when it is stable, after the poll is recorded; the feed goes on speaking for its outlet', async () => {
    const on = stage({ answer: moved });
    await on.poller.poll(feedOf({ move: seen }), meter, never);
    expect(on.steps.slice(2)).toEqual([
      'record',
      `move to ${target}`,
      'feed-1 speaks for outlet.example by redirect',
    ]);
  });

  it('ends a feed whose new address another one polls', async () => {
    const on = stage({ answer: moved, takenBy: 'feed-2' });
    await on.poller.poll(feedOf({ move: seen }), meter, never);
    expect(on.steps.slice(3)).toEqual([
      `move to ${target}`,
      'feed-2 speaks for outlet.example by redirect',
      'duplicate of feed-2',
    ]);
  });

  it('is neither seen nor forgotten by a poll that failed', async () => {
    const on = stage({ answer: answerOf(500) });
    await on.poller.poll(feedOf({ move: seen }), meter, never);
    expect(on.recorded[0]?.move).toEqual(seen);
    expect(on.steps).toEqual(['measure', 'record']);
  });
});
