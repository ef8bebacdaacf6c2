import { ROUTE_RULES } from '../src/access/route-roles.js';
import { ADMIN_KEY, startInstallation, type Installation } from './fixtures/gateway-installation.js';

/** The same number makes the same requests. */
const SEED = 20_260_305;
const EACH = 20;
/** Longest answer; the audit waits for the stages for two seconds. */
const ANSWER_MS = 20_000;

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation({ API_CHANGES_PER_MINUTE: '100000', API_REQUESTS_PER_MINUTE: '100000' });
  await gateway.prepare();
});
afterAll(() => gateway.stop());

/** Mulberry32 by Tommy Ettinger (public domain). */
function randomOf(seed: number) {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud83d',
  '\u202e',
  '\r\nx: y',
  '../../etc/passwd',
  "' or 1=1 --",
  '{"$gt":""}',
  '__proto__',
  'constructor',
  '-1',
  '0',
  '1e400',
  'NaN',
  'true',
  'null',
  '[]',
  '9'.repeat(400),
  'x'.repeat(9_000),
  '💥'.repeat(300),
  'https://[::1',
  'http://user:word@host/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://127.0.0.1:1/',
  'http://169.254.169.254/latest',
  'https://paper.example/%ff%fe',
  '2026-02-30',
  '2026-03-05T25:61:61Z',
];
const NAMES = [
  'url',
  'reason',
  'requestedBy',
  'into',
  'articles',
  'state',
  'intervalSeconds',
  'priority',
  'title',
  '$where',
];
const QUERIES = [
  'limit',
  'cursor',
  'after',
  'q',
  'url',
  'from',
  'to',
  'state',
  'host',
  'name',
  'feedId',
  'article',
  'by',
  'hub.mode',
  'hub.topic',
  'hub.challenge',
  'a[$ne]',
];
const TYPES = [
  'application/json',
  'text/x-opml',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-7',
  'x/y',
  'multipart/form-data; boundary=b',
];
const ENCODINGS = ['gzip', 'br', 'nothing', 'gzip, gzip'];

type Random = (below: number) => number;
const one = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;

function valueOf(random: Random, depth = 0): unknown {
  const kind = random(depth > 2 ? 6 : 9);
  if (kind < 4) return one(TEXTS, random);
  if (kind === 4) return random(2) === 0 ? -random(1_000) : 1e308;
  if (kind === 5) return one([null, true, false, 0.5], random);
  if (kind === 6) return Array.from({ length: random(4) }, () => valueOf(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: random(4) }, () => [one(NAMES, random), valueOf(random, depth + 1)]),
  );
}

function bodyOf(random: Random): string {
  const json = JSON.stringify(
    Object.fromEntries(Array.from({ length: 1 + random(4) }, () => [one(NAMES, random), valueOf(random)])),
  );
  const opml = `<opml><body><outline xmlUrl="${one(TEXTS, random)}"/>`;
  return one(
    [json, json, json, json.slice(0, random(json.length)), opml, `${json}${json}`, '', '[[['.repeat(5_000)],
    random,
  );
}

/** A request to the route with something wrong in its path, query, headers or body. */
function requestOf(route: string, random: Random) {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:\w+/g, () => encodeURIComponent(one(TEXTS, random).toWellFormed()) || '%20');
  const query = Array.from(
    { length: random(4) },
    () => `${one(QUERIES, random)}=${encodeURIComponent(one(TEXTS, random).toWellFormed())}`,
  );
  const body = method === 'GET' || random(6) === 0 ? undefined : bodyOf(random);
  return {
    method,
    path: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}${random(20) === 0 ? '%zz' : ''}`,
    headers: {
      // Fewer than the gateway bears in a minute.
      authorization: random(40) === 0 ? 'Bearer wrong' : `Bearer ${ADMIN_KEY}`,
      ...(body === undefined
        ? {}
        : { 'content-type': random(3) === 0 ? one(TYPES, random) : 'application/json' }),
      ...(random(12) === 0 ? { 'content-encoding': one(ENCODINGS, random) } : {}),
      ...(random(12) === 0 ? { 'idempotency-key': 'k'.repeat(random(9_000)) } : {}),
      ...(random(20) === 0 ? { origin: 'https://evil.example' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  };
}

const doors = Object.keys(ROUTE_RULES).filter((route) => !route.includes('/health/'));

it('answers every bad request with a status of its own making, and none with 500, a cut or a silence', async () => {
  const ends: Record<string, number> = {};
  const wrong: object[] = [];
  const random = randomOf(SEED);
  for (const route of doors)
    for (let n = 0; n < (route === 'GET /audit' ? 3 : EACH); n += 1) {
      const { path, ...request } = requestOf(route, random);
      const signal = AbortSignal.timeout(ANSWER_MS);
      const end = await fetch(gateway.url + path, { ...request, signal }).then(
        async (response) => {
          // A stream of events ends when its client goes.
          if (response.headers.get('content-type')?.startsWith('text/event-stream'))
            await response.body?.cancel();
          else await response.arrayBuffer();
          return String(response.status);
        },
        (error: unknown) => `${String(error)}: ${String((error as Error).cause)}`,
      );
      ends[end] = (ends[end] ?? 0) + 1;
      // 503 says that a store or a page is away, and none is.
      if (!/^[234]\d\d$/.test(end)) wrong.push({ route, path, end, ...request });
    }
  const total = Object.values(ends).reduce((sum, n) => sum + n, 0);
  console.table({ ...ends, total });
  expect(wrong).toEqual([]);
  expect(total).toBeGreaterThanOrEqual(500);
  expect((await gateway.request('GET', '/feeds?limit=1')).status).toBe(200);
}, 600_000);
