import { mongo, type Model } from 'mongoose';
import { BATCH, batchesOf } from '../batches.js';
import { DatabaseUnreachable, DUPLICATE_KEY } from '../storage.errors.js';

/** The write concern of the models' connection (`Database`), which a raw command does not inherit. */
const WRITE_CONCERN = { w: 'majority' } as const;

type Rows = Pick<Model<never>, 'collection' | 'db'>;

/** A statement of MongoDB's `update` command. */
export interface RowUpdate {
  q: object;
  u: object;
  multi?: boolean;
}

interface WriteFailure {
  index?: number;
  code: number;
  errmsg: string;
}

interface WriteReply {
  n: number;
  writeErrors?: WriteFailure[];
}

/**
 * Inserts rows, a thousand in one command, and returns the indexes of those whose id is taken. The driver's
 * bulk write is avoided: it measures every row first and numbers each statement for retries, which the server
 * then logs. The stage repeats these writes, and a repeat changes nothing. Throws MongoServerError for any
 * other refusal.
 */
export async function insertRows(model: Rows, rows: readonly object[]): Promise<number[]> {
  const taken: number[] = [];
  for (const [part, documents] of batchesOf(rows).entries()) {
    const command = { insert: model.collection.collectionName, documents, ordered: false };
    const { writeErrors = [] } = await write(model, command);
    const other = writeErrors.find(({ code }) => code !== DUPLICATE_KEY);
    if (other) throw refusal(other);
    taken.push(...writeErrors.map(({ index = 0 }) => part * BATCH + index));
  }
  return taken;
}

/** Applies updates in order by one command. Returns how many rows they matched. */
export async function updateRows(model: Rows, updates: readonly RowUpdate[]): Promise<number> {
  if (updates.length === 0) return 0;
  const { n, writeErrors = [] } = await write(model, {
    update: model.collection.collectionName,
    updates,
    ordered: true,
  });
  if (writeErrors[0]) throw refusal(writeErrors[0]);
  return n;
}

async function write({ db: { db } }: Rows, command: object): Promise<WriteReply> {
  if (!db) throw new DatabaseUnreachable();
  // The driver throws by itself where the writes are not confirmed.
  return (await db.command({ ...command, writeConcern: WRITE_CONCERN })) as unknown as WriteReply;
}

function refusal({ code, errmsg }: WriteFailure): mongo.MongoServerError {
  return new mongo.MongoServerError({ code, message: errmsg, errmsg });
}
