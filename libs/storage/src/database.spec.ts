import { PlayedMongo } from '../test/played/played-mongo.js';
import { cut, documents, failed } from '../test/played/replies.js';
import { Database } from './database.js';
import { DatabaseUnreachable, isTransientStorageError } from './storage.errors.js';

let played: PlayedMongo;
const opened: Database[] = [];
const lines: string[] = [];

/** A database on the played MongoDB; resolves once it says that it is connected. */
async function open(uri = played.uri): Promise<Database> {
  let tell: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => (tell = resolve));
  const log = (_level: string, message: string) => {
    lines.push(message);
    if (message === 'connected to MongoDB') tell();
  };
  const database = Database.open({ uri, dbName: 'news', appName: 'spec', log });
  opened.push(database);
  await connected;
  return database;
}

beforeAll(async () => {
  played = await PlayedMongo.start();
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  expect(played.reset()).toEqual([]);
  lines.length = 0;
});
afterAll(() => played.stop());

it('opens in the background, and says when MongoDB is there', async () => {
  const database = await open();
  expect(database.connected).toBe(true);
  expect(lines).toEqual(['connected to MongoDB']);
});

it('is unreachable before the first connection, which is a state that passes', async () => {
  const database = Database.open({
    uri: 'mongodb://127.0.0.1:9',
    dbName: 'news',
    appName: 'spec',
    log: () => undefined,
  });
  opened.push(database);
  expect(database.connected).toBe(false);
  for (const ask of [
    () => database.ping(),
    () => database.freeDisk(),
    () => database.migrate(),
    () => database.ledger.totals(),
  ]) {
    const end = await ask().catch((error: unknown) => error);
    expect(end).toBeInstanceOf(DatabaseUnreachable);
    expect(isTransientStorageError(end)).toBe(true);
  }
});

it('pings, and fails as the server does', async () => {
  const database = await open();
  await database.ping();
  played.answer('ping', failed(91, 'ShutdownInProgress'));
  const end = await database.ping().catch((error: unknown) => error);
  expect(isTransientStorageError(end)).toBe(true);
});

it('tells the free share of the disk', async () => {
  const database = await open();
  played.answer('dbStats', { reply: { fsUsedSize: 25, fsTotalSize: 100 } }, { reply: {} });
  expect([await database.freeDisk(), await database.freeDisk()]).toEqual([0.75, null]);
});

it('tells failures of its repositories by type', async () => {
  const database = await open();
  played.answer('find articles', cut(), cut());
  const end = await database.articles.get('a').catch((error: unknown) => error);
  expect(isTransientStorageError(end)).toBe(true);
});

it('reads whole collections over a connection of their own, which it keeps', async () => {
  const database = await open();
  played.answer('aggregate ledger_traces', documents({ _id: 'indexed', n: 1 }));
  expect((await database.ledger.totals()).indexed).toBe(1);
  expect((await database.ledger.totals()).indexed).toBe(0);
  const asked = played.sent('aggregate ledger_traces').map(({ lsid }) => lsid);
  await database.articles.count();
  expect(asked).toHaveLength(2);
  expect(played.sent('aggregate articles').map(({ lsid }) => lsid)).not.toContainEqual(asked[0]);
});

it('gives the deduplicator the store that is its own', async () => {
  const database = await open();
  expect(database.dedupAs<string, string>()).toBe(database.dedup);
});

it('drops the database that it was opened for', async () => {
  const database = await open();
  await database.drop();
  expect(played.only('dropDatabase')['$db']).toBe('news');
});
