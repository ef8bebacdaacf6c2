import { dropTestDatabase, infrastructure, testDatabase } from '@dateline/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, type HostWork } from '../src/index.js';

export interface LogLine {
  level: string;
  message: string;
}

/** A database for one spec file. It connects before the file's tests and is closed after them. */
export function specDatabase() {
  const { mongodbUri } = infrastructure();
  const dbName = testDatabase();
  const opened: Database[] = [];
  beforeAll(() => connected(...opened));
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await dropTestDatabase(mongodbUri, dbName);
  });
  // Each is a replica with its own connection; options have the form of a connection string.
  const open = (options = ''): Database => {
    const uri = mongodbUri + options;
    const database = Database.open({ uri, dbName, appName: 'test', log: () => undefined });
    opened.push(database);
    return database;
  };
  return { mongodbUri, dbName, open };
}

/** Each test starts with empty collections. */
export function emptiedBeforeEach(database: Database): void {
  beforeEach(async () => {
    await database.drop();
    await database.migrate();
  });
}

/** Resolves when the database is reached; the test's time limit bounds it. */
export async function connected(...databases: Database[]): Promise<void> {
  for (const database of databases) while (!database.connected) await sleep(20);
}

/** The host that has been ready longest, with up to ten feeds and ten pages. */
export async function leaseHost(
  { frontier }: Database,
  owner: string,
  now: Date,
  leaseMs: number,
): Promise<HostWork | null> {
  const { hosts } = await frontier.leaseHosts({ owner, now, leaseMs, hosts: 1, work: 10 });
  return hosts[0] ?? null;
}
