import { startOwnInfrastructure } from '@dateline/testing';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { Database, isTransientStorageError } from '../src/index.js';
import { connected, leaseHost, specDatabase, type LogLine } from './open-test-database.js';

const { open } = specDatabase();

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((r) => server.once('listening', r));
  const { port } = server.address() as { port: number };
  await new Promise((r) => server.close(r));
  return port;
}

it('applies each migration once when four replicas start at once, and none the second time', async () => {
  const all = Array.from({ length: 4 }, () => open());
  await connected(...all);
  const names = (await Promise.all(all.map((d) => d.migrate()))).flat();
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
  expect(await all[0]?.migrate()).toEqual([]);
});

it('asks to try again when told to migrate before the database is there', async () => {
  const error: unknown = await open()
    .migrate()
    .catch((e: unknown) => e);
  expect(isTransientStorageError(error)).toBe(true);
});

it('opens without a server, fails fast and transiently, logs once, and can be closed', async () => {
  const lines: LogLine[] = [];
  const uri = `mongodb://127.0.0.1:${await closedPort()}/?replicaSet=none`;
  const database = Database.open({
    uri,
    dbName: 'test-away',
    appName: 'test',
    log: (level, message) => lines.push({ level, message }),
  });
  const started = Date.now();
  for (const send of [
    () => database.feeds.list({ limit: 1 }),
    () => database.ping(),
    () => leaseHost(database, 'o', new Date(), 1),
  ]) {
    const error: unknown = await send().catch((e: unknown) => e);
    expect({ error: String(error), transient: isTransientStorageError(error) }).toMatchObject({
      transient: true,
    });
  }
  expect(database.connected).toBe(false);
  await new Promise((r) => setTimeout(r, Math.max(0, 14_000 - (Date.now() - started))));
  expect(lines.filter((l) => l.level !== 'info')).toHaveLength(1);
  await database.close();
}, 60_000);

it('goes on by itself after the server was away', async () => {
  const own = await startOwnInfrastructure();
  const lines: LogLine[] = [];
  const database = Database.open({
    uri: own.mongodbUri,
    dbName: 'test-recovery',
    appName: 'test',
    log: (level, message) => lines.push({ level, message }),
  });
  try {
    await connected(database);
    await own.mongo.stop({ hard: true });
    const error: unknown = await database.feeds.list({ limit: 1 }).catch((e: unknown) => e);
    // Not by toMatchObject, which would hide what the error was.
    if (!isTransientStorageError(error)) throw new Error(`not transient: ${inspect(error)}`);
    await own.mongo.start();
    await connected(database);
    expect(await database.feeds.list({ limit: 1 })).toEqual([]);
    expect(lines.map((l) => l.level)).toEqual(['info', 'warn', 'info']);
  } finally {
    await database.close();
    await own.stop();
  }
}, 240_000);
