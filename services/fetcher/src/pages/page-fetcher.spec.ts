import type { Authority } from '@dateline/article';
import type { ArticleFetched, OutgoingEvent, StageOutcome } from '@dateline/contracts';
import { HttpError, type HttpResponse } from '@dateline/http';
import { PermanentError, TransientError } from '@dateline/messaging';
import type { HostLease, PageEnd, PageTask } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { gunzipSync } from 'node:zlib';
import { feedEntry } from '../../test/feed-entry.js';
import { entryHintsOf } from '../discovery/entry-hints.js';
import { ServiceRetry } from '../runtime/service-retry.js';
import { PageFetcher } from './page-fetcher.js';

const at = new Date('2026-03-03T12:00:00Z');
const url = 'https://outlet.example/ferry';
const never = new AbortController().signal;
const lease = { hostKey: 'outlet.example' } as HostLease;
const longText = 'The ferry will leave an hour later than usual because of the tide. '.repeat(30);

const taskOf = (changes: Partial<PageTask> = {}): PageTask => ({
  articleId: 'a1',
  url,
  urlNormalized: url,
  hostKey: 'outlet.example',
  feedId: 'feed-1',
  discoveryId: 'd1',
  entry: entryHintsOf(feedEntry({ title: 'Ferry', contentHtml: `<p>${longText}</p>` })),
  authority: 'own_feed',
  discoveredAt: at,
  traceparent: null,
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: at,
  lastError: null,
  ...changes,
});

const answerOf = (status: number, body = '', headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: Buffer.from(body),
  finalUrl: url,
  hops: [],
  bytes: body.length,
});

interface Staged {
  answer: HttpResponse | Error;
  hears?: boolean;
  knowsFeed?: boolean;
  publish?: () => Promise<void>;
}

/** A fetcher whose page answers as the test says; everything that it writes is kept in order. */
function stage({ answer, hears = false, knowsFeed = false, publish }: Staged) {
  const steps: string[] = [];
  const published: { events: OutgoingEvent[]; outcomes: StageOutcome[] }[] = [];
  const raw: Buffer[] = [];
  const ends: PageEnd[] = [];
  const retries: { at: Date; error: string }[] = [];
  const counted: string[] = [];
  const fetcher = new PageFetcher({
    http: {
      get: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
      post: () => Promise.reject(new Error('pages are never posted to')),
    },
    robots: null,
    politenessDelay: () => Promise.resolve(),
    now: () => at,
    publisher: {
      publish: async ({ events, outcomes }) => {
        await publish?.();
        steps.push('publish');
        published.push({ events: [...events], outcomes: [...outcomes] });
      },
    },
    storage: {
      frontier: {
        finishPage: (_lease, _task, end = {}) => {
          steps.push('finish');
          ends.push(end);
          return Promise.resolve();
        },
        retryPage: (_lease, _id, later) => {
          retries.push(later);
          return Promise.resolve();
        },
      },
      rawPages: {
        put: ({ gzip }) => {
          steps.push('store');
          raw.push(gzip);
          return Promise.resolve();
        },
      },
    },
    voices: {
      authorityOver: ({ authority }) => Promise.resolve(authority as Authority),
      authorityOverTarget: () => Promise.resolve('stranger'),
      hear: () => Promise.resolve(hears),
      ask: () => Promise.resolve(knowsFeed),
    },
    retry: new ServiceRetry(AbortSignal.abort()),
    metrics: { pageFetched: (outcome) => counted.push(outcome) },
    settings: {
      maxBytes: 1_000_000,
      maxAttempts: 3,
      retryBaseSeconds: 60,
      rawRetentionMs: 1_000,
      watch: { checks: 3, ms: 3_600_000, recheckMs: 0 },
    },
    random: () => 0,
  });
  return { fetcher, steps, published, raw, ends, retries, counted };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

it('stores a page, publishes it with its outcome, then takes it off the line', async () => {
  const on = stage({ answer: answerOf(200, '<p>Late ferry</p>') });
  const end = await on.fetcher.fetch(lease, taskOf(), never);
  expect(on.steps).toEqual(['store', 'publish', 'finish']);
  expect(String(gunzipSync(on.raw[0]!))).toBe('<p>Late ferry</p>');
  const [{ events, outcomes }] = on.published as [(typeof on.published)[0]];
  expect(outcomes).toMatchObject([{ stage: 'fetch', outcome: 'emitted', articleId: 'a1', attempts: 1 }]);
  expect(outcomes[0]?.emitted).toEqual(events.map(({ id }) => id));
  expect(end).toMatchObject({ kind: 'completed', hostPauseSeconds: 0, unavailable: null, endedAt: at });
  expect([on.ends[0]?.readAt, on.counted]).toEqual([at, ['emitted']]);
});

it('gives a page that comes twice one event id', async () => {
  const ids: unknown[] = [];
  for (let i = 0; i < 2; i += 1) {
    const on = stage({ answer: answerOf(200, '<p>Late ferry</p>') });
    await on.fetcher.fetch(lease, taskOf(), never);
    ids.push(on.published[0]?.events[0]?.id);
  }
  expect(ids[0]).toBe(ids[1]);
});

it.each([
  { status: 503, attempts: 0, waits: 60, unavailable: { retryAfterSeconds: null }, pause: 0 },
  { status: 500, attempts: 1, waits: 120, unavailable: null, pause: 0 },
  { status: 429, attempts: 0, waits: 60, unavailable: null, pause: 60 },
])(
  'puts a page that answers $status back after try $attempts, longer each time',
  async ({ status, attempts, waits, unavailable, pause }) => {
    const on = stage({ answer: answerOf(status) });
    const end = await on.fetcher.fetch(lease, taskOf({ attempts }), never);
    expect(on.retries).toEqual([{ at: new Date(at.getTime() + waits * 1_000), error: `status ${status}` }]);
    expect(end).toMatchObject({ unavailable, hostPauseSeconds: pause, dueAt: on.retries[0]?.at });
    expect([on.steps, on.counted]).toEqual([[], ['retry']]);
  },
);

it('rejects a page after its last try with the reason of that try', async () => {
  const on = stage({ answer: answerOf(500) });
  await on.fetcher.fetch(lease, taskOf({ attempts: 2, entry: null }), never);
  expect(on.retries).toEqual([]);
  expect(on.published[0]?.outcomes).toMatchObject([
    { outcome: 'rejected', reason: 'http_error', detail: 'status 500', attempts: 3 },
  ]);
  expect(on.counted).toEqual(['http_error']);
});

it('takes the text of the own feed for a page that is refused, and says so', async () => {
  const on = stage({ answer: answerOf(401) });
  await on.fetcher.fetch(lease, taskOf(), never);
  expect(String(gunzipSync(on.raw[0]!))).toContain('The ferry will leave');
  expect((on.published[0]?.events[0]?.data as ArticleFetched).fetch).toMatchObject({
    source: 'feed',
    status: null,
    problem: { reason: 'blocked', detail: 'status 401' },
  });
  expect(on.counted).toEqual(['feed_content']);
});

it('does not take a stranger at its word, unless the outlet knows the feed', async () => {
  const stranger = taskOf({ authority: 'stranger' });
  const on = stage({ answer: answerOf(401) });
  await on.fetcher.fetch(lease, stranger, never);
  expect(on.published[0]?.outcomes).toMatchObject([{ outcome: 'rejected', reason: 'blocked' }]);
  expect(on.published[0]?.outcomes[0]?.detail).toContain('does not speak for it');
  const known = stage({ answer: answerOf(401), knowsFeed: true });
  await known.fetcher.fetch(lease, stranger, never);
  expect(known.counted).toEqual(['feed_content']);
});

it('learns from a page that it names a feed as its own', async () => {
  for (const [hears, authority] of [
    [true, 'own_feed'],
    [false, 'stranger'],
  ] as const) {
    const on = stage({ answer: answerOf(200, '<p>Late ferry</p>'), hears });
    await on.fetcher.fetch(lease, taskOf({ authority: 'stranger' }), never);
    expect(on.published[0]?.events[0]?.data).toMatchObject({ authority });
    expect(on.ends[0]?.authority).toBe(authority);
  }
});

it('asks for no page where the feed is the article', async () => {
  const on = stage({ answer: new Error('must not be asked') });
  const end = await on.fetcher.fetch(lease, taskOf({ contentFrom: 'feed' }), never);
  expect(end).toEqual({ kind: 'completed', hostPauseSeconds: 0 });
  expect(on.counted).toEqual(['emitted']);
});

it('leaves a page alone whose request was given up', async () => {
  const on = stage({ answer: new HttpError('aborted', 'the service stops') });
  expect(await on.fetcher.fetch(lease, taskOf(), never)).toEqual({ kind: 'aborted' });
  expect([on.steps, on.retries, on.counted]).toEqual([[], [], []]);
});

it('tries a page again that fails by a defect of our own, and throws what a store refuses for now', async () => {
  const broken = stage({ answer: new TypeError('not a function') });
  await broken.fetcher.fetch(lease, taskOf(), never);
  expect(broken.retries).toMatchObject([{ error: 'TypeError: not a function' }]);
  const away = () => Promise.reject(new TransientError('kafka_unavailable', 'away'));
  const waiting = stage({ answer: answerOf(200, '<p>Late ferry</p>'), publish: away });
  await expect(waiting.fetcher.fetch(lease, taskOf(), never)).rejects.toThrow('away');
  expect([waiting.steps, waiting.retries]).toEqual([['store'], []]);
});

it('rejects a page that Kafka does not take', async () => {
  const first = [true];
  const publish = () =>
    first.pop() ? Promise.reject(new PermanentError('too_large', 'over the limit')) : Promise.resolve();
  const on = stage({ answer: answerOf(200, '<p>Late ferry</p>'), publish });
  await on.fetcher.fetch(lease, taskOf({ entry: null }), never);
  expect(on.published.flatMap(({ outcomes }) => outcomes)).toMatchObject([
    { outcome: 'rejected', reason: 'too_large' },
  ]);
  expect(on.steps).toEqual(['store', 'publish', 'finish']);
});

it('retracts an article whose page was gone for long enough, and looks again for it', async () => {
  const gone = { since: new Date(at.getTime() - 7_200_000), checks: 2, status: 404, withdrawnAt: null };
  const on = stage({ answer: answerOf(404) });
  const end = await on.fetcher.fetch(lease, taskOf({ entry: null, readAt: new Date(0), gone }), never);
  const [{ events, outcomes }] = on.published as [(typeof on.published)[0]];
  expect(events).toMatchObject([{ data: { articleId: 'a1', action: 'retract' } }]);
  expect(outcomes).toMatchObject([{ outcome: 'rejected', reason: 'not_found' }]);
  expect(on.ends[0]?.gone).toMatchObject({ checks: 3, withdrawnAt: at });
  expect(end).toMatchObject({ dueAt: on.ends[0]?.recheck?.at });
});
