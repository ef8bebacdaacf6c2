import { mongo, type Model } from 'mongoose';
import { BATCH, batchesOf } from '../batches.js';
import { DatabaseUnreachable } from '../storage.errors.js';

/** As the models' connection writes (`Database`): a raw command takes it from nobody. */
const WRITE_CONCERN = { w: 'majority' } as const;
const DUPLICATE_KEY = 11000;

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
  writeConcernError?: WriteFailure;
}

/**
 * Inserts rows by one command each thousand; answers the places of those whose id is taken. A plain command and not the driver's bulk: that one measures
 * every row before it writes it, and numbers each statement so that it can be repeated, which the server then writes down too. What is
 * written here is repeated by the stage, and the same again changes nothing. Throws MongoServerError for any other refusal.
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

/** Applies updates one after another by one command; answers how many rows they matched. */
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
  const reply = (await db.command({ ...command, writeConcern: WRITE_CONCERN })) as unknown as WriteReply;
  if (reply.writeConcernError) throw refusal(reply.writeConcernError);
  return reply;
}

function refusal({ code, errmsg }: WriteFailure): mongo.MongoServerError {
  return new mongo.MongoServerError({ code, message: errmsg, errmsg });
}
