import { mongo } from 'mongoose';
import type { Models } from '../models/models.js';
import type { StoredSketch } from './dedup.types.js';
import { RawSketch, rowsOfCursor } from './raw-sketch.js';

/** Sketches by a filter, no more than the limit; read as bytes, since most of what a look-up finds is left aside by its keys. */
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
 * One command whose answer stays in bytes: 5,000 rows of at most 2 kB fit in one. Null where it has to be asked again by a cursor of the driver,
 * which looks for a new primary.
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
