import { topics } from '@dateline/contracts';
import { createKafka, KafkaNames } from '@dateline/messaging';
import { INTAKE_REPORT } from '@dateline/storage';
import { eventually, ScriptedServer } from '@dateline/testing';
import type { IntakeReport } from '../src/intake/intake.gate.js';
import { sampleFeed } from './sample-feed.js';
import { addFeedAt, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const MAX_LAG = 20;
const where = specPlace('test-intake');
const kafka = createKafka({ brokers: where.kafkaBrokers, clientId: 'intake-spec', prefix: where.prefix });
const names = new KafkaNames(where.prefix);
const topic = names.topic(topics.fetched.name);

let outlet: ScriptedServer;
let fetcher: RunningFetcher;

beforeAll(async () => {
  outlet = await ScriptedServer.start();
  fetcher = await startJoined(where, { INTAKE_MAX_LAG: String(MAX_LAG), INTAKE_MIN_FREE_DISK_PERCENT: '0' });
});
afterAll(async () => {
  await fetcher.stop();
  await outlet.stop();
});

const report = () => fetcher.database.jobs.lastReport<IntakeReport>(INTAKE_REPORT);
const untilPaused = (paused: boolean) =>
  eventually(async () => (await report())?.paused === paused, {
    timeoutMs: 60_000,
    what: `paused: ${paused}`,
  });
const metric = async () =>
  (await fetcher.registry.metrics())
    .split('\n')
    .find((line) => line.startsWith('dateline_intake_paused{reason="lag"}'));

/** What the parser would have to read; here is none. */
async function pileUp(): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: MAX_LAG * 2 }, (_, i) => ({ key: String(i), value: 'x' }));
  await producer.send({ topic, messages });
  await producer.disconnect();
}

/** The parser has read it all. */
async function readAll(): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
  await admin.setOffsets({ groupId: names.group('parser', 'parse'), topic, partitions });
  await admin.disconnect();
}

it('asks nobody while the stages behind it are too far back, says so, and goes on when they have read', async () => {
  await untilPaused(false);
  await pileUp();
  await untilPaused(true);
  expect((await report())?.reasons).toMatchObject([
    { kind: 'lag', detail: expect.stringContaining(names.group('parser', 'parse')) },
  ]);
  expect(await metric()).toMatch(/ 1$/);

  outlet.route('/feed.rss', { headers: { 'content-type': 'application/rss+xml' }, body: sampleFeed([]) });
  await addFeedAt(fetcher, outlet.url('/feed.rss'));
  const before = (await report())?.checkedAt;
  // The gate looked again after the feed was due, and found it as before.
  await eventually(async () => (await report())?.checkedAt !== before, {
    timeoutMs: 60_000,
    what: 'another look',
  });
  expect((await report())?.paused).toBe(true);
  expect(outlet.requestsTo('/feed.rss')).toHaveLength(0);

  await readAll();
  await eventually(() => outlet.requestsTo('/feed.rss').length > 0, { timeoutMs: 60_000, what: 'the poll' });
  await untilPaused(false);
  expect(await metric()).toMatch(/ 0$/);
});

it('reads how full the disk of MongoDB is', async () => {
  const free = await fetcher.database.freeDisk();
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThan(1);
});
