import { randomUUID } from 'node:crypto';
import { Umzug } from 'umzug';
import type { Models } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import { migrations } from './migrations.js';

const LOCK_MS = 60_000;
const LOCK_POLL_MS = 200;

/**
 * Applies pending migrations under a lock, which expires if its holder dies. Returns the names of the applied
 * migrations.
 */
export async function migrate(models: Models): Promise<string[]> {
  const umzug = migratorOf(models);
  if ((await umzug.pending()).length === 0) return [];
  return withLock(models, async () => (await umzug.up()).map((m) => m.name));
}

/** Names of the migrations that were not applied yet. Changes nothing. */
export async function findPending(models: Models): Promise<string[]> {
  return (await migratorOf(models).pending()).map(({ name }) => name);
}

function migratorOf(models: Models) {
  return new Umzug({
    migrations: migrations.map(({ name, up }) => ({ name, up: () => up(models) })),
    storage: {
      executed: async () =>
        (await models.migrations.find().sort({ _id: 1 }).lean<{ _id: string }[]>()).map((m) => m._id),
      logMigration: async ({ name }) => {
        await models.migrations.updateOne(
          { _id: name },
          { $setOnInsert: { at: new Date() } },
          { upsert: true },
        );
      },
      unlogMigration: async ({ name }) => {
        await models.migrations.deleteOne({ _id: name });
      },
    },
    logger: undefined,
  });
}

async function withLock<T>(models: Models, work: () => Promise<T>): Promise<T> {
  const owner = randomUUID();
  while (!(await tryLock(models, owner))) await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  const renewal = setInterval(() => {
    models.locks
      .updateOne({ _id: 'migrate', owner }, { $set: { until: new Date(Date.now() + LOCK_MS) } })
      .catch(() => {
        // If a renewal fails, the next one may still come before the lock expires.
      });
  }, LOCK_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await models.locks.deleteOne({ _id: 'migrate', owner });
  }
}

async function tryLock(models: Models, owner: string): Promise<boolean> {
  const now = new Date();
  try {
    const { matchedCount, upsertedCount } = await models.locks.updateOne(
      { _id: 'migrate', until: { $lt: now } },
      { $set: { owner, until: new Date(now.getTime() + LOCK_MS) } },
      { upsert: true },
    );
    return matchedCount + upsertedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
