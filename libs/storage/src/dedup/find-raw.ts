import { mongo } from 'mongoose';
import type { Models } from '../models/models.js';
import type { StoredSketch } from './dedup.types.js';
import { RawSketch, rowsOfCursor } from './raw-sketch.js';

/**
 * Finds sketches by a filter, up to the limit. It reads raw bytes, because the keys already rule most rows
 * out.
 */
export async function findRaw(
  model: Models['sketches'],
  filter: object,
  limit: number,
): Promise<StoredSketch[]> {
  const found = await firstBatch(model, filter, limit);
  if (found) return found;
  const options = { limit, batchSize: limit, raw: true };
  const rows = await model.collection.find(filter as never, options).toArray();
  return (rows as unknown as Uint8Array[]).map((bytes) => new RawSketch(bytes));
}

/**
 * Sends one command and leaves its answer in bytes; 5,000 rows of at most 2 kB fit in one answer. Returns
 * null when the caller must ask again through a cursor of the driver, which looks for a new primary.
 */
async function firstBatch(
  { collection, db }: Models['sketches'],
  filter: object,
  limit: number,
): Promise<StoredSketch[] | null> {
  const batch = { limit, batchSize: limit, singleBatch: true, readConcern: { level: 'majority' } };
  const command = { find: collection.collectionName, filter, ...batch };
  const answer = await db.db?.command(command, { raw: true }).catch((error: unknown) => {
    if (error instanceof mongo.MongoError) return null;
    throw error;
  });
  const cursor: unknown = answer?.['cursor'];
  return cursor instanceof Uint8Array ? rowsOfCursor(cursor) : null;
}
