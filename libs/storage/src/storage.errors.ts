import mongoose, { mongo } from 'mongoose';

/** Somebody else wrote the document in the meantime: read it again and repeat. */
export class WriteConflict extends Error {
  readonly code = 'write_conflict';
  constructor(collection: string, ids: readonly string[]) {
    super(
      `${collection}: changed by another writer: ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', ...' : ''}`,
    );
    this.name = 'WriteConflict';
  }
}

/** Server codes for which the driver's specification asks for another try (retryable writes, not primary, shutdown). */
const RETRYABLE_CODES = new Set([
  6, 7, 89, 91, 112, 189, 251, 262, 317, 358, 384, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** Whether waiting can help: the network, an election, a time-out, a write conflict. */
export function isTransientStorageError(error: unknown): boolean {
  if (error instanceof WriteConflict) return true;
  if (error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError)
    return true;
  if (error instanceof mongo.MongoNotConnectedError || error instanceof mongo.MongoTopologyClosedError)
    return true;
  if (error instanceof mongo.MongoError) {
    return (
      error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('TransientTransactionError') ||
      RETRYABLE_CODES.has(Number(error.code)) ||
      isPoolError(error)
    );
  }
  return (
    error instanceof mongoose.MongooseError &&
    /initial connection|buffering timed out|connection.*closed|not connected/i.test(error.message)
  );
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 11000;
}

function isPoolError(error: Error): boolean {
  return (
    error.name.startsWith('MongoPool') ||
    error.name === 'MongoWaitQueueTimeoutError' ||
    error.name === 'MongoOperationTimeoutError'
  );
}
