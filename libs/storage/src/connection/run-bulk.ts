import { mongo, type AnyBulkWriteOperation, type Model } from 'mongoose';

/** Longest list that one query or one bulk write carries. */
export const MAX_BATCH = 1_000;

const DUPLICATE_KEY = 11_000;

/** The list in pieces of at most `size`. */
export function chunksOf<T>(items: readonly T[], size = MAX_BATCH): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/** What of a bulk write was done, and whether every operation found its document. */
export interface BulkOutcome {
  /** Operations that matched or inserted a document. */
  applied: number;
  /** Places, in the list of operations, that inserted a document. */
  inserted: Set<number>;
  /** Inserts that a unique index refused. */
  refused: Refusal[];
}

interface Refusal {
  /** Place in the list of operations. */
  operation: number;
  /** Name of the index; `_id_` where the document itself is there already. */
  index: string;
}

/**
 * Writes without order, in chunks, cast and checked by the model's schema. Refusals by a unique index are part of the outcome;
 * every other failure is thrown.
 */
export async function runBulk<Row>(
  model: Model<Row>,
  operations: AnyBulkWriteOperation[],
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { applied: 0, inserted: new Set(), refused: [] };
  let base = 0;
  for (const chunk of chunksOf(operations)) {
    const { result, refused } = await writeChunk(model, chunk);
    outcome.applied += result.matchedCount + result.upsertedCount + result.insertedCount;
    for (const index of Object.keys(result.upsertedIds)) outcome.inserted.add(base + Number(index));
    for (const { operation, index } of refused) outcome.refused.push({ operation: base + operation, index });
    base += chunk.length;
  }
  return outcome;
}

/**
 * Upserts under natural keys. When another writer inserts one of the keys at the same moment, the server may refuse this
 * insert; the second run finds that document. A refusal that stays is thrown.
 */
export async function runUpserts<Row>(
  model: Model<Row>,
  operations: AnyBulkWriteOperation[],
): Promise<Set<number>> {
  const first = await runBulk(model, operations);
  if (first.refused.length === 0) return first.inserted;
  const second = await runBulk(model, operations);
  const [refusal] = second.refused;
  if (refusal) throw new Error(`Index ${refusal.index} of ${model.collection.name} refused an upsert twice`);
  return new Set([...first.inserted, ...second.inserted]);
}

/** Runs a single upsert once more when another writer has inserted its key at the same moment. */
export async function retryDuplicateKey<T>(upsert: () => Promise<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return upsert();
  }
}

async function writeChunk<Row>(
  model: Model<Row>,
  operations: AnyBulkWriteOperation[],
): Promise<{ result: mongo.BulkWriteResult; refused: Refusal[] }> {
  try {
    const result = await model.bulkWrite(operations as never, {
      ordered: false,
      // Otherwise an operation that the schema refuses would be left out in silence.
      throwOnValidationError: true,
      timestamps: false,
    });
    return { result, refused: [] };
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    const onlyRefusals = failures.length > 0 && failures.every((failure) => failure.code === DUPLICATE_KEY);
    if (!onlyRefusals || error.result.getWriteConcernError()) throw error;
    return { result: error.result, refused: failures.map(refusalOf) };
  }
}

/** The driver passes on the server's message but not its `keyPattern`. */
function refusalOf({ index, errmsg }: mongo.WriteError): Refusal {
  return { operation: index, index: /index: (\S+)/.exec(errmsg ?? '')?.[1] ?? 'unknown' };
}
