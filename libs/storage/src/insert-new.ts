import { mongo, type Model } from 'mongoose';
import { isDuplicateKey } from './storage.errors.js';

/**
 * Inserts rows that another writer may insert, too. Returns the ids of those that a unique index refused; the others are
 * written.
 */
export async function insertNew<Row extends { _id: string }>(
  { collection }: Pick<Model<Row>, 'collection'>,
  rows: readonly Row[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  try {
    await collection.insertMany(rows as never, { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError && isDuplicateKey(error))) throw error;
    return new Set([error.writeErrors].flat().flatMap(({ index }) => rows[index]?._id ?? []));
  }
}
