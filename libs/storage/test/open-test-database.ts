import { setTimeout as sleep } from 'node:timers/promises';
import { Database, type HostWork } from '../src/index.js';

export interface LogLine {
  level: string;
  message: string;
}

/** Replicas of one database of the spec file's own, each with its connection; all closed by `close`. */
export function replicasOf(uri: string, dbName: string) {
  const opened: Database[] = [];
  return {
    open(): Database {
      const database = Database.open({ uri, dbName, appName: 'test', log: () => undefined });
      opened.push(database);
      return database;
    },
    async close(): Promise<void> {
      await Promise.all(opened.map((database) => database.close()));
    },
  };
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
