import { DaySpread, packSketch, sketchOf } from '@dateline/similarity';
import { Database } from '@dateline/storage';
import {
  dropTestDatabase,
  eventually,
  infrastructure,
  spawnService,
  stopServices,
  testDatabase,
  uniquePrefix,
} from '@dateline/testing';

const DAY_MS = 86_400_000;
const { kafkaBrokers, mongodbUri } = infrastructure();
const dbName = testDatabase();
const env = {
  KAFKA_BROKERS: kafkaBrokers.join(','),
  KAFKA_PREFIX: uniquePrefix(),
  KAFKA_REPLICATION_FACTOR: '1',
  MONGODB_URI: mongodbUri,
  MONGODB_DB: dbName,
};
const NOTICE =
  'The editors of the Quay Gazette answer letters on weekdays between nine and noon at the harbour office.';
const notice = sketchOf(NOTICE);
let database: Database;

beforeAll(async () => {
  database = Database.open({ uri: mongodbUri, dbName, appName: 'boilerplate', log: () => undefined });
  await eventually(() => database.connected, { what: 'MongoDB' });
  await database.migrate();
});
afterAll(async () => {
  await stopServices();
  await database.close();
  await dropTestDatabase(mongodbUri, dbName);
});

it('seeds what is boilerplate before it is ready, stores it when it ends, and goes on from it', async () => {
  const now = Date.now();
  const texts = [0, 1, 2, 3].map((day) => {
    const at = new Date(now - day * DAY_MS - DAY_MS / 48);
    const id = String(day).repeat(64);
    const expiresAt = new Date(at.getTime() + 4 * DAY_MS);
    return { articleId: id, keys: notice.keys, body: packSketch(notice), publishedAt: at, at, expiresAt };
  });
  await database.dedup.addSketches(texts);
  const first = await spawnService('deduplicator', { env, readyTimeoutMs: 120_000 });
  const metrics = await (await fetch(`${first.url}/metrics`)).text();
  expect(metrics).toMatch(/^dateline_dedupe_boilerplate_reading_age_seconds\{service="deduplicator"\} \d/m);
  expect(await (await fetch(`${first.url}/health/ready`)).json()).toMatchObject({
    details: { boilerplate: { status: 'up', detail: '4 texts read' } },
  });
  expect(await database.boilerplate.head()).toBeNull();
  await first.stop();

  const head = (await database.boilerplate.head())!;
  const bytes = await database.boilerplate.read(head);
  const stored = new DaySpread(new Uint16Array(bytes.buffer));
  expect(notice.values.filter((value) => stored.isHot(value, new Date(now)))).toEqual(notice.values);

  const second = await spawnService('deduplicator', { env, readyTimeoutMs: 120_000 });
  expect(second.logs.join('\n')).toContain('restored from the stored snapshot');
  await second.stop();
});
