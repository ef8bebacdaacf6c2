import { HttpError, type HttpResponse } from '@dateline/http';
import type { RobotsRecord } from '@dateline/storage';
import { RobotsGate } from './robots.gate.js';

const HOUR_MS = 3_600_000;
const story = new URL('https://outlet.example/story');
const call = { hostKey: 'outlet.example', signal: new AbortController().signal };

/** Gates of two replicas over one store, and a site whose robots.txt is asked for through them. */
function setUp(answer: () => HttpResponse | HttpError) {
  const stored = new Map<string, RobotsRecord>();
  const asked: string[] = [];
  const delays: [string, number][] = [];
  const clock = { now: new Date('2026-03-03T12:00:00Z') };
  const gate = () =>
    new RobotsGate({
      http: {
        get: (url) => {
          asked.push(url);
          const said = answer();
          return said instanceof HttpError ? Promise.reject(said) : Promise.resolve(said);
        },
        post: () => Promise.reject(new Error('robots.txt is never posted to')),
      },
      storage: {
        robots: {
          get: (origin: string) => Promise.resolve(stored.get(origin) ?? null),
          put: (record: RobotsRecord) => {
            stored.set(record.origin, record);
            return Promise.resolve();
          },
        },
        frontier: {
          setCrawlDelay: (hostKey: string, ms: number) => {
            delays.push([hostKey, ms]);
            return Promise.resolve();
          },
        },
      } as never,
      settings: { productToken: 'dateline', maxCrawlDelaySeconds: 60 },
      now: () => clock.now,
    });
  return { gate, stored, asked, delays, clock };
}

const rules = (text: string, status = 200): HttpResponse => ({
  status,
  headers: { 'cache-control': 'max-age=3600' },
  body: Buffer.from(text),
  finalUrl: 'https://outlet.example/robots.txt',
  hops: [],
  bytes: text.length,
});

it('asks once for all replicas, says so, and asks again when the answer is no longer fresh', async () => {
  const { gate, asked, clock } = setUp(() => rules('User-agent: *\nDisallow: /story'));
  const [first, second] = [gate(), gate()];
  expect(await first.permissionFor(story, call)).toEqual({ answer: 'disallowed', asked: true });
  expect(await first.permissionFor(story, call)).toEqual({ answer: 'disallowed', asked: false });
  expect(await second.permissionFor(new URL('/other', story), call)).toEqual({
    answer: 'allowed',
    asked: false,
  });
  expect(asked).toEqual(['https://outlet.example/robots.txt']);
  clock.now = new Date(clock.now.getTime() + HOUR_MS);
  expect(await first.permissionFor(story, call)).toMatchObject({ asked: true });
  expect(await second.permissionFor(story, call)).toMatchObject({ asked: false });
  expect(asked).toHaveLength(2);
});

it('asks once for requests that run beside each other', async () => {
  const { gate, asked } = setUp(() => rules('User-agent: *\nDisallow: /story'));
  const one = gate();
  const answers = await Promise.all(Array.from({ length: 8 }, () => one.permissionFor(story, call)));
  expect(answers).toEqual(Array.from({ length: 8 }, () => ({ answer: 'disallowed', asked: true })));
  expect(asked).toHaveLength(1);
});

it('asks again for the others when the request that asks is given up', async () => {
  const answers = [new HttpError('aborted', 'given up'), rules('')];
  const { gate, asked } = setUp(() => answers.shift() ?? rules(''));
  const one = gate();
  const [first, second] = await Promise.allSettled([
    one.permissionFor(story, call),
    one.permissionFor(story, call),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
  expect(second).toMatchObject({ status: 'fulfilled', value: { answer: 'allowed' } });
  expect(asked).toHaveLength(2);
});

it('keeps another origin of the same host apart', async () => {
  const { gate, asked } = setUp(() => rules(''));
  const one = gate();
  await one.permissionFor(story, call);
  await one.permissionFor(new URL('https://www.outlet.example/story'), call);
  expect(asked).toEqual(['https://outlet.example/robots.txt', 'https://www.outlet.example/robots.txt']);
});

it.each([
  ['Crawl-delay: 5', 5_000],
  ['Crawl-delay: 86400', 60_000],
  ['Allow: /', 0],
])('takes the pause of the site from %s', async (line, ms) => {
  const { gate, delays } = setUp(() => rules(`User-agent: *\n${line}`));
  await gate().permissionFor(story, call);
  expect(delays).toEqual([['outlet.example', ms]]);
});

it('keeps the rules that it read while robots.txt cannot be reached, and allows nothing where it read none', async () => {
  let said: HttpResponse | HttpError = rules('User-agent: *\nDisallow: /story');
  const { gate, clock } = setUp(() => said);
  await gate().permissionFor(story, call);
  said = new HttpError('timeout', 'too slow');
  clock.now = new Date(clock.now.getTime() + HOUR_MS);
  expect(await gate().permissionFor(story, call)).toEqual({ answer: 'disallowed', asked: true });
  expect((await gate().permissionFor(new URL('/other', story), call)).answer).toBe('allowed');
  const fresh = setUp(() => rules('', 503));
  expect((await fresh.gate().permissionFor(story, call)).answer).toBe('unreachable');
});

it('stores nothing of a request that was given up', async () => {
  const { gate, stored } = setUp(() => new HttpError('aborted', 'the service stops'));
  await expect(gate().permissionFor(story, call)).rejects.toMatchObject({ code: 'aborted' });
  expect(stored.size).toBe(0);
});

it('forgets the oldest of many origins, and finds it in the store again', async () => {
  const { gate, asked } = setUp(() => rules(''));
  const one = gate();
  for (let i = 0; i <= 1_000; i += 1) await one.permissionFor(new URL(`https://h${i}.example/`), call);
  expect(await one.permissionFor(new URL('https://h0.example/'), call)).toMatchObject({ asked: false });
  expect(asked).toHaveLength(1_001);
});
