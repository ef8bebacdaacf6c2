// What benches on a mongod of their own share.
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@dateline/storage';

export const DB = 'bench';
/** As the deployments start the deduplicator. */
export const DEDUPLICATOR_HEAP = ['--max-old-space-size=160', '--max-semi-space-size=8'];

/** The database, once it is connected. */
export async function openDatabase(uri: string, dbName = DB): Promise<Database> {
  const database = Database.open({ uri, dbName, appName: 'bench', log: () => undefined });
  while (!database.connected) await sleep(20);
  return database;
}

/** The database with its collections and indexes, closed again. */
export async function migrate(uri: string): Promise<void> {
  const database = await openDatabase(uri);
  await database.migrate();
  await database.close();
}
