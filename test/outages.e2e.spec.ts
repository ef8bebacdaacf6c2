import {
  eventually,
  ScriptedServer,
  startOwnInfrastructure,
  stopServices,
  type OwnInfrastructure,
} from '@dateline/testing';
import { feedOf, pageOf, Pipeline } from './pipeline.js';

let own: OwnInfrastructure;
let outlet: ScriptedServer;

beforeAll(async () => {
  own = await startOwnInfrastructure();
  outlet = await ScriptedServer.start();
});
afterAll(async () => {
  await stopServices();
  await outlet.stop();
  await own.stop();
});

/** Puts a new feed of ten articles on the outlet. */
function publish(name: string, from: number): string {
  const numbers = Array.from({ length: 10 }, (_, i) => from + i);
  for (const n of numbers)
    outlet.route(`/${n}`, { headers: { 'content-type': 'text/html' }, body: pageOf(n) });
  outlet.route(`/${name}.xml`, {
    headers: { 'content-type': 'application/rss+xml' },
    body: feedOf(numbers.map((n) => outlet.url(`/${n}`))),
  });
  return outlet.url(`/${name}.xml`);
}

const unready = (pipeline: Pipeline, what: string) =>
  eventually(async () => !(await pipeline.of('indexer').isReady()), { timeoutMs: 90_000, what });
const ready = (pipeline: Pipeline) =>
  eventually(
    async () => (await Promise.all([...pipeline.services.values()].map((s) => s.isReady()))).every(Boolean),
    {
      timeoutMs: 180_000,
      what: 'all services to be ready',
    },
  );

it('waits for Kafka and MongoDB at the start and through outages, and goes on without loss', async () => {
  const pipeline = Pipeline.prepare(own);
  try {
    await own.kafka.stop();
    await own.mongo.stop();
    await pipeline.start(undefined, 'nothing');
    const answers = async () =>
      (await fetch(`${pipeline.of('indexer').url}/health/live`).catch(() => null))?.status === 200;
    await eventually(answers, { timeoutMs: 60_000, what: 'the indexer to listen' });
    const health = await fetch(`${pipeline.of('indexer').url}/health/ready`);
    expect(health.status).toBe(503);
    expect(await health.text()).toMatch(/waiting for the database/);
    await own.mongo.start();
    await own.kafka.start();
    await ready(pipeline);

    await pipeline.addFeed(publish('first', 1000));
    expect((await pipeline.settled(10)).balanced).toBe(true);

    await own.mongo.stop();
    await unready(pipeline, 'the indexer to see that MongoDB is away');
    await own.mongo.start();
    await ready(pipeline);
    await pipeline.addFeed(publish('second', 2000));
    expect((await pipeline.settled(20)).balanced).toBe(true);

    await own.kafka.stop();
    await unready(pipeline, 'the indexer to see that Kafka is away');
    await own.kafka.start();
    await ready(pipeline);
    await pipeline.addFeed(publish('third', 3000));
    expect(await pipeline.settled(30)).toMatchObject({
      balanced: true,
      totals: { indexed: 30, deadLettered: 0 },
    });
  } finally {
    await pipeline.stop();
  }
});
