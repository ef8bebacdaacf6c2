import { dropTestDatabase, infrastructure, testDatabase } from '@dateline/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, type HostWork } from '../src/index.js';

export interface LogLine {
  level: string;
  message: string;
}

/** The database of a spec file's own: what is opened with the file is connected before its tests, and all ends with them. */
export function specDatabase() {
  const { mongodbUri } = infrastructure();
  const dbName = testDatabase();
  const opened: Database[] = [];
  beforeAll(() => connected(...opened));
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await dropTestDatabase(mongodbUri, dbName);
  });
  // Each is a replica with a connection of its own; options come as in a connection string.
  const open = (options = ''): Database => {
    const uri = mongodbUri + options;
    const database = Database.open({ uri, dbName, appName: 'test', log: () => undefined });
    opened.push(database);
    return database;
  };
  return { mongodbUri, dbName, open };
}

/** Each test of the file finds the collections made and empty. */
export function emptiedBeforeEach(database: Database): void {
  beforeEach(async () => {
    await database.drop();
    await database.migrate();
  });
}

/** Resolves when the database has been reached; bounded by the time limit of the test. */
export async function connected(...databases: Database[]): Promise<void> {
  for (const database of databases) while (!database.connected) await sleep(20);
}

/** The host that has been ready longest, with up to ten of each kind of its work. */
export async function leaseHost(
  { frontier }: Database,
  owner: string,
  now: Date,
  leaseMs: number,
): Promise<HostWork | null> {
  const { hosts } = await frontier.leaseHosts({ owner, now, leaseMs, hosts: 1, work: 10 });
  return hosts[0] ?? null;
}
