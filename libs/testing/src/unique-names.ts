import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import mongoose from 'mongoose';

const MAX_DATABASE_NAME = 63;

/**
 * Prefix for topics, groups and transactional ids, so that spec files can share one Kafka without collisions.
 */
export function uniquePrefix(): string {
  return `test-${randomBytes(4).toString('hex')}.`;
}

/**
 * Name of a database for the calling spec file, different in each run. A given name must contain "test", so
 * that a test cannot touch real data.
 */
export function testDatabase(name = nameOfSpec()): string {
  if (!name.includes('test'))
    throw new Error(`"${name}" is no database for a test: its name must contain "test".`);
  if (name.length > MAX_DATABASE_NAME)
    throw new Error(`"${name}" is longer than MongoDB's ${MAX_DATABASE_NAME} characters.`);
  return name;
}

/** Drops a test database; refuses any other. */
export async function dropTestDatabase(uri: string, name: string): Promise<void> {
  const connection = await mongoose.createConnection(uri, { dbName: testDatabase(name) }).asPromise();
  try {
    await connection.dropDatabase();
  } finally {
    await connection.close();
  }
}

function nameOfSpec(): string {
  const path = expect.getState().testPath ?? 'spec';
  const spec = basename(path)
    .replace(/(\.integration|\.e2e)?\.spec\.ts$/, '')
    .replace(/[^a-z0-9]+/gi, '-');
  return `test-${spec.slice(0, 40)}-${randomBytes(4).toString('hex')}`;
}
