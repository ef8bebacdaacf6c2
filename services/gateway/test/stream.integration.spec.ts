import { events, makeEvent, topics, type ArticleRecord, type OutgoingEvent } from '@dateline/contracts';
import { eventually, sampleRecord, seededRandom } from '@dateline/testing';
import { sealCursor } from '../src/stream/stream-cursor.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';
import { StreamClient } from './fixtures/stream-client.js';

const CURSOR_KEY = 'the-cursor-key-of-gateway-specs-012345678';

let gateway: Installation;
const clients: StreamClient[] = [];
beforeAll(async () => {
  gateway = await startInstallation({
    STREAM_CURSOR_KEY: CURSOR_KEY,
    STREAM_HEARTBEAT_SECONDS: '1',
    STREAM_CONNECTIONS_PER_CLIENT: '4',
  });
  await gateway.prepare();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});
afterAll(() => gateway.stop());

function follow(query: string, cutAfter?: () => number): StreamClient {
  const client = new StreamClient(`${gateway.url}/v1/stream?${query}`, cutAfter);
  clients.push(client);
  return client;
}

const LANGUAGES = ['en', 'de', 'en-GB'];
const languageOf = (path: string) => LANGUAGES[Number(path.slice(-1)) % LANGUAGES.length] ?? null;

/** One version of one of the outlet's articles. */
function version(path: string, n: number): OutgoingEvent {
  const record: ArticleRecord = {
    ...sampleRecord(`https://harbour.example/${path}`),
    version: n,
    inLanguage: languageOf(path),
  };
  const attributes = {
    id: `${record.articleId.slice(0, 8)}-${n}`,
    source: '/dateline/indexer',
    time: record.updatedAt,
    subject: record.articleId,
  };
  return makeEvent(n === 1 ? events.articleCreated : events.articleUpdated, attributes, record);
}

/** Versions of each article in the order in which they came first. */
function versionsOf(client: StreamClient): Map<string, number[]> {
  const seen = new Set<string>();
  const found = new Map<string, number[]>();
  for (const { id, subject, data } of client.events) {
    if (seen.has(id)) continue;
    seen.add(id);
    found.set(subject, [...(found.get(subject) ?? []), (data as ArticleRecord | null)?.version ?? 0]);
  }
  return found;
}

const publish = (list: OutgoingEvent[]) => gateway.publisher.publish({ events: list, outcomes: [] });

/** A transaction that is given up: its message takes an offset, and nobody may see it. */
async function abortOne(): Promise<void> {
  const producer = gateway.client.producer({
    transactionalId: `${gateway.variables.KAFKA_PREFIX}aborted`,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  const topic = gateway.names.topic(topics.articles.name);
  for (const partition of [0, 1, 2, 3, 4, 5])
    await transaction.send({ topic, messages: [{ partition, key: 'aborted', value: '{"aborted":true}' }] });
  await transaction.abort();
  await producer.disconnect();
}

it('misses nothing and keeps the order of each article, however often it is cut off', async () => {
  const random = seededRandom(20);
  const paths = Array.from({ length: 6 }, (_, n) => `cut/${n}`);
  const versions = [1, 2, 3, 4];
  await publish(paths.map((path) => version(path, 1)));
  await abortOne();
  // One reads what is there, then what comes; the other only English, by few bytes at a time.
  const all = follow('from=start', () => 2_000 + Math.floor(random() * 20_000));
  const english = follow('from=start&language=en', () => 2_000 + Math.floor(random() * 10_000));
  for (const n of versions.slice(1)) {
    for (const path of paths) await publish([version(path, n)]);
    await abortOne();
  }
  const last = version('end-0', 1);
  await publish([last]);
  const isAtEnd = (client: StreamClient) => client.events.some(({ id }) => id === last.id);
  await eventually(() => isAtEnd(all) && isAtEnd(english), { what: 'the last event', timeoutMs: 150_000 });

  const wanted = (of: readonly string[]) =>
    new Map([
      ...of.map((path): [string, number[]] => [version(path, 1).subject, versions]),
      [last.subject, [1]],
    ]);
  expect(versionsOf(all)).toEqual(wanted(paths));
  expect(versionsOf(english)).toEqual(wanted(paths.filter((path) => languageOf(path) !== 'de')));
  expect(all.cuts + english.cuts).toBeGreaterThan(4);
}, 200_000);

it('goes on from a cursor, sends tombstones to all, and follows the labels of feeds', async () => {
  const now = new Date();
  const origin = { type: 'api' as const, ref: null };
  const url = 'https://labelled.example/rss';
  const { feed } = await gateway.database.feeds.add({
    ...{ url, hostKey: 'labelled.example', origin, intervalSeconds: 3600, now },
    labels: ['Ports'],
  });
  const own = version('labelled/0', 1);
  own.data = { ...(own.data as ArticleRecord), feedId: feed.feedId };
  const client = follow('label=Ports');
  await eventually(() => client.lastId !== null, { what: 'the first cursor' });
  const erased = makeEvent(
    events.articleErased,
    { id: 'erased-1', source: '/spec', time: now.toISOString(), subject: 'f'.repeat(64) },
    null,
  );
  await publish([version('unlabelled/0', 1), own, erased]);
  await eventually(() => client.events.length >= 2, {
    what: 'the article and the tombstone',
    timeoutMs: 60_000,
  });
  const seen = client.events.map(({ id, data }) => [id, data === null]);
  expect(new Set(seen.map(String))).toEqual(
    new Set(
      [
        [own.id, false],
        ['erased-1', true],
      ].map(String),
    ),
  );
  const before = client.lastId;
  // A heartbeat moves the cursor past what was not for this client.
  await publish([version('unlabelled/1', 1)]);
  await eventually(() => client.lastId !== before, {
    what: 'a heartbeat with another cursor',
    timeoutMs: 60_000,
  });
});

it('refuses a cursor that is none of its own, or points past the topic, and one client too many', async () => {
  const get = (query: string, headers = {}) => gateway.request('GET', `/v1/stream?${query}`, { headers });
  expect((await get('after=2026-03-03T09:05:07Z')).status).toBe(400);
  expect((await get('', { 'last-event-id': 'abc.def' })).status).toBe(400);
  expect((await get('language=e')).status).toBe(400);
  expect((await get('since=yesterday')).status).toBe(400);
  const topic = gateway.names.topic(topics.articles.name);
  const seal = { key: CURSOR_KEY, topic };
  const offsets = (offset: bigint, partitions = 6) =>
    new Map(Array.from({ length: partitions }, (_, n) => [n, offset] as const));
  const cursorOf = (at: ReadonlyMap<number, bigint>, syncedAt = new Date()) =>
    sealCursor({ offsets: at, syncedAt }, seal);
  const weekAgo = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000);
  for (const cursor of [
    cursorOf(offsets(10n ** 12n)),
    cursorOf(offsets(0n, 5)),
    cursorOf(offsets(0n), weekAgo),
  ]) {
    const refused = await get(`after=${cursor}`);
    expect([refused.status, refused.json.detail]).toEqual([410, expect.stringContaining('from=start')]);
  }
  const open = [1, 2, 3, 4].map(() => follow('from=now'));
  await eventually(() => open.every(({ status }) => status === 200), {
    what: 'four streams',
    timeoutMs: 60_000,
  });
  expect((await get('from=now')).status).toBe(429);
  await Promise.all(open.map((client) => client.stop()));
  const again = follow('from=now');
  await eventually(() => again.status === 200, { what: 'a seat that was given back', timeoutMs: 60_000 });
});
