import { topics, type StageOutcome } from '@dateline/contracts';
import {
  eventually,
  ScriptedServer,
  startOwnInfrastructure,
  type OwnInfrastructure,
} from '@dateline/testing';
import { sampleFeed, samplePage } from './sample-feed.js';
import { addFeedAt, eventsIn, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

/** One poll is all there is: what the fetcher has read, it must keep over the outage. */
const settings = { FEED_MIN_INTERVAL_SECONDS: '600', FEED_MAX_INTERVAL_SECONDS: '600' };

let own: OwnInfrastructure;
let outlet: ScriptedServer;
let fetcher: RunningFetcher;

beforeAll(async () => {
  own = await startOwnInfrastructure();
  outlet = await ScriptedServer.start();
  fetcher = await startJoined({ ...own, prefix: '', dbName: 'test-outage' }, settings);
}, 180_000);

afterAll(async () => {
  await fetcher.stop();
  await outlet.stop();
  await own.stop();
}, 60_000);

async function addFeed(name: string): Promise<void> {
  const item = { guid: name, link: outlet.url(`/${name}`), title: name };
  outlet
    .route(`/${name}.rss`, { headers: { 'content-type': 'application/rss+xml' }, body: sampleFeed([item]) })
    .route(`/${name}`, { headers: { 'content-type': 'text/html' }, body: samplePage(name) });
  await addFeedAt(fetcher, outlet.url(`/${name}.rss`), { intervalSeconds: 600 });
}

/** Ends of a page, as a read-committed reader sees them. */
async function endsOf(name: string): Promise<string[]> {
  const outcomes = await eventsIn<StageOutcome>({ ...own, prefix: '' }, topics.outcomes.name);
  return outcomes
    .filter(({ stage, url }) => stage === 'fetch' && url === outlet.url(`/${name}`))
    .map(({ outcome }) => outcome);
}

const ended = (name: string) =>
  eventually(async () => (await endsOf(name)).length > 0, { timeoutMs: 90_000, what: `the page of ${name}` });

it('keeps what it has read while Kafka is away, and asks nobody twice', async () => {
  await own.kafka.stop({ hard: true });
  await addFeed('kafka-away');
  await eventually(() => outlet.requestsTo('/kafka-away.rss').length === 1, { what: 'the poll' });
  await own.kafka.start();
  await ended('kafka-away');
  expect(await endsOf('kafka-away')).toEqual(['emitted']);
  expect(outlet.requestsTo('/kafka-away.rss')).toHaveLength(1);
  expect(outlet.requestsTo('/kafka-away')).toHaveLength(1);
}, 180_000);

it('keeps a page while MongoDB is away, and goes on', async () => {
  const release = outlet.hold('/mongo-away');
  await addFeed('mongo-away');
  await eventually(() => outlet.requestsTo('/mongo-away').length === 1, {
    timeoutMs: 60_000,
    what: 'the page to be asked for',
  });
  await own.mongo.stop({ hard: true });
  release();
  await own.mongo.start();
  await ended('mongo-away');
  expect(await endsOf('mongo-away')).toEqual(['emitted']);
  expect(outlet.requestsTo('/mongo-away')).toHaveLength(1);
  await addFeed('after');
  await ended('after');
  expect(await fetcher.database.frontier.counts()).toMatchObject({ waitingPages: 0 });
}, 180_000);
