import { articleIdOf } from '@dateline/article';
import { events, makeEvent, topics } from '@dateline/contracts';
import { checkAgainst } from '@dateline/contracts';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';
import { sampleRecord } from '@dateline/testing';
import { sampleOutcome, sampleTrace } from './fixtures/sample-records.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
beforeEach(() => gateway.emptyDatabase());
afterAll(() => gateway.stop());

const URL_A = 'https://tribune.example/a';
const URL_B = 'https://tribune.example/b';
const A = articleIdOf(URL_A);
const B = articleIdOf(URL_B);

async function audit() {
  const answer = await gateway.request('GET', '/audit');
  if (answer.status === 200) {
    expect(checkAgainst(API_SCHEMAS.Audit, answer.json)).toEqual({ ok: true, value: answer.json });
  }
  return answer;
}

async function problems(): Promise<Record<string, string[]>> {
  const { status, json } = await audit();
  expect({ status, detail: json.detail }).toEqual({ status: 200, detail: undefined });
  expect(json.balanced).toBe(json.problems.length === 0);
  return Object.fromEntries(
    json.problems.map((p: { check: string; sample: string[] }) => [p.check, p.sample]),
  );
}

const keepTrace = (...traces: ReturnType<typeof sampleTrace>[]) =>
  gateway.database.ledger.saveMany(traces.map((trace) => ({ trace, expectedRev: null })));

const keepArticle = (url: string) =>
  gateway.database.articles.saveMany([
    {
      record: sampleRecord(url),
      expectedVersion: null,
      superseded: null,
      applied: { eventId: url, topic: 'x', partition: 0, offset: '0', version: 1 },
    },
  ]);

const keepPage = (url: string) =>
  gateway.database.frontier.enqueuePages(
    [
      {
        articleId: articleIdOf(url),
        url,
        urlNormalized: url,
        hostKey: 'tribune.example',
        feedId: 'tribune',
        discoveryId: 'd',
        entry: {},
        discoveredAt: new Date(),
        traceparent: null,
        change: 'new',
      },
    ],
    new Date(),
  );

/** Publishes an outcome, and with it a message to the withdrawn topic's neighbours that the audit looks at. */
const publishOutcome = (url: string) =>
  gateway.publisher.publish({ events: [], outcomes: [sampleOutcome(url)] });

/** Commits for a group what its consumer would: the offset after the last message, before the transaction's marker. */
async function commitAfterMessage(service: string, stage: string, topicName: string): Promise<number> {
  const admin = gateway.client.admin();
  await admin.connect();
  try {
    const topic = gateway.names.topic(topicName);
    const ends = await admin.fetchTopicOffsets(topic);
    const filled = ends.filter((p) => p.high !== '0');
    const partitions = filled.map(({ partition, high }) => ({
      partition,
      offset: String(BigInt(high) - 1n),
    }));
    await admin.setOffsets({ groupId: gateway.names.group(service, stage), topic, partitions });
    return filled.length;
  } finally {
    await admin.disconnect();
  }
}

it('holds with nothing, and with one article of every end', async () => {
  expect(await problems()).toEqual({});
  await keepArticle(URL_A);
  await keepPage('https://tribune.example/waiting');
  await keepTrace(
    sampleTrace(URL_A, { state: 'indexed' }),
    sampleTrace(URL_B, { state: 'duplicate', reason: 'same_content', duplicateOf: A }),
    sampleTrace('https://tribune.example/c', { state: 'rejected', reason: 'empty_page' }),
    sampleTrace('https://tribune.example/d', { state: 'dead_lettered', reason: 'TypeError', feedId: null }),
    sampleTrace('https://tribune.example/waiting', { state: 'in_flight' }),
  );
  const { json } = await audit();
  expect(json).toMatchObject({
    balanced: true,
    totals: {
      discovered: 5,
      indexed: 1,
      duplicate: 1,
      rejected: 1,
      deadLettered: 1,
      inFlight: 1,
      refreshing: 0,
    },
    behind: [],
    problems: [],
  });
  expect(json.byFeedAndDay).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ feedId: null, day: '2026-03-03', discovered: 1, deadLettered: 1 }),
      expect.objectContaining({ feedId: 'tribune', discovered: 4, inFlight: 1 }),
    ]),
  );
  const { code, out } = await gateway.cli('audit', '--details');
  expect(code).toBe(0);
  expect(out).toMatch(/^ +5 +1 +1 +1 +1 +1$/m);
  expect(out).toMatch(/^tribune +2026-03-03 +4 +1 +1 +1 +0 +1$/m);
  expect(out).toContain('the balance holds');
});

describe('finds', () => {
  it('an entry that a feed showed and no trace knows', async () => {
    const entry = { key: 'k', policy: 'guid', fingerprint: 'f', articleId: A, url: URL_A, discoveryId: 'd' };
    await gateway.database.entries.record('tribune', [entry], new Date());
    expect(await problems()).toEqual({ entries_without_trace: [A] });
    await keepTrace(sampleTrace(URL_A, { state: 'rejected', reason: 'gone' }));
    expect(await problems()).toEqual({});
  });

  it('an indexed article that is not stored', async () => {
    await keepTrace(sampleTrace(URL_A, { state: 'indexed' }));
    expect(await problems()).toEqual({ indexed_without_article: [A] });
    await keepArticle(URL_A);
    expect(await problems()).toEqual({});
  });

  it('but not one that was erased', async () => {
    await keepArticle(URL_A);
    await keepTrace(sampleTrace(URL_A, { state: 'indexed' }));
    const applied = { eventId: 'erase', topic: 'x', partition: 0, offset: '1', version: 0 };
    await gateway.database.articles.erase(A, applied, { reason: 'asked for', at: new Date() });
    expect(await problems()).toEqual({});
  });

  it('a stored article that the ledger does not call indexed', async () => {
    await keepArticle(URL_A);
    await keepArticle(URL_B);
    await keepTrace(sampleTrace(URL_A, { state: 'rejected', reason: 'empty_page' }));
    const found = await problems();
    expect(Object.keys(found)).toEqual(['articles_not_indexed']);
    expect(found['articles_not_indexed']?.sort()).toEqual([A, B].sort());
  });

  it('a duplicate of nothing, but none of what is on its way or a dead letter', async () => {
    const copy = sampleTrace(URL_B, { state: 'duplicate', reason: 'same_url', duplicateOf: A });
    await keepTrace(copy);
    expect(await problems()).toEqual({ duplicates_without_original: [B] });
    await keepPage(URL_A);
    await keepTrace(sampleTrace(URL_A));
    expect(await problems()).toEqual({});
  });

  it('a trace in a state that does not exist', async () => {
    await keepTrace(sampleTrace(URL_A, { state: 'mislaid' as never }));
    expect(Object.keys(await problems())).toContain('row_does_not_add_up');
  });

  it('an article in flight that is nowhere, and says so on the command line', async () => {
    await keepTrace(sampleTrace(URL_A));
    expect(await problems()).toEqual({ unaccounted: [A] });
    const { code, out } = await gateway.cli('audit');
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^unaccounted +1 +${A}$`, 'm'));
    expect(out).toContain('THE BALANCE DOES NOT HOLD');
    expect(JSON.parse((await gateway.cli('audit', '--json')).out)).toMatchObject({ balanced: false });
    await keepPage(URL_A);
    expect(await problems()).toEqual({});
  });
});

it('takes an article in flight for accounted for while a stage has messages to read, and for lost when it has none', async () => {
  await keepTrace(sampleTrace(URL_A));
  // Any valid message will do: what counts is that the parser has not read it.
  const attributes = { id: 'e', source: '/dateline/gateway', time: new Date().toISOString(), subject: A };
  const order = makeEvent(events.articleWithdrawn, attributes, {
    articleId: A,
    action: 'retract',
    reason: 'x',
    requestedBy: 'x',
    requestedAt: attributes.time,
  });
  await gateway.publisher.publish({ events: [{ ...order, topic: topics.fetched.name }], outcomes: [] });
  const { json } = await audit();
  expect(json.problems).toEqual([]);
  expect(json.behind).toEqual([
    {
      group: gateway.names.group('parser', 'parse'),
      topic: gateway.names.topic(topics.fetched.name),
      partitions: [expect.any(Number)],
      offsets: 2,
    },
  ]);
  // The transaction's marker stays between the committed offset and the end: it is no message.
  expect(await commitAfterMessage('parser', 'parse', topics.fetched.name)).toBe(1);
  const settled = await audit();
  expect(settled.json.behind).toEqual([]);
  expect(settled.json.problems).toMatchObject([{ check: 'unaccounted', sample: [A] }]);
});

it('does not answer while the ledger has outcomes to read', async () => {
  await publishOutcome(URL_A);
  const answer = await audit();
  expect(answer.status).toBe(503);
  expect(answer.json.detail).toContain('the ledger has not caught up');
  const { code, out, err } = await gateway.cli('audit');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(gateway.names.group('indexer', 'ledger'));

  await commitAfterMessage('indexer', 'ledger', topics.outcomes.name);
  expect(await problems()).toEqual({});
});

it('is not held up by what a transaction took back', async () => {
  await publishOutcome(URL_A);
  await commitAfterMessage('indexer', 'ledger', topics.outcomes.name);
  const producer = gateway.client.producer({
    transactionalId: gateway.names.group('test', 'aborts'),
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({
    topic: gateway.names.topic(topics.outcomes.name),
    messages: Array.from({ length: 20 }, (_, i) => ({ key: A, value: `taken back ${i}` })),
  });
  await transaction.abort();
  await producer.disconnect();
  expect(await problems()).toEqual({});
});

it('says that Kafka is away', async () => {
  const alone = await startInstallation({ KAFKA_BROKERS: '127.0.0.1:9' });
  try {
    const { code, out, err } = await alone.cli('audit');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^dateline audit: /);
  } finally {
    await alone.stop();
  }
});
