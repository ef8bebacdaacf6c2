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

/** Another article stands under this normalised URL. Repeating does not help. */
export class UrlTaken extends Error {
  readonly code = 'url_taken';
  constructor(readonly urls: readonly string[]) {
    super(`another article has the normalised URL ${urls.slice(0, 3).join(', ')}`);
    this.name = 'UrlTaken';
  }
}

/** The database cannot be reached now. */
export class DatabaseUnreachable extends Error {
  readonly code = 'database_unreachable';
  constructor() {
    super('not connected to MongoDB');
    this.name = 'DatabaseUnreachable';
  }
}

/** Server codes for which the driver's specification asks for another try (retryable writes, not primary, shutdown). */
const RETRYABLE_CODES = new Set([
  6, 7, 64, 89, 91, 112, 189, 251, 262, 317, 358, 384, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** Socket errors that the driver lets through as they are when the server goes while a command is written. */
const SOCKET_CODES: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/** Whether waiting can help: the network, an election, a time-out, a write conflict. */
export function isTransientStorageError(error: unknown): boolean {
  // Umzug wraps what a migration throws.
  if (error instanceof Error && isTransientStorageError(error.cause)) return true;
  if (error instanceof WriteConflict || error instanceof DatabaseUnreachable) return true;
  if (error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError)
    return true;
  if (error instanceof mongo.MongoNotConnectedError || error instanceof mongo.MongoTopologyClosedError)
    return true;
  if (SOCKET_CODES.has(codeOf(error))) return true;
  if (error instanceof mongo.MongoError) {
    return (
      error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('TransientTransactionError') ||
      RETRYABLE_CODES.has(Number(error.code)) ||
      isPoolError(error)
    );
  }
  return error instanceof mongoose.MongooseError && /buffering timed out|connect/i.test(error.message);
}

/** By shape and not by class, as a socket's errors may be of another realm's Error. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}

const DUPLICATE_KEY = 11000;

/** A refusal by a unique index. A bulk write counts only when it failed in nothing else. */
export function isDuplicateKey(error: unknown): boolean {
  if (error instanceof mongo.MongoBulkWriteError) {
    const failures = [error.writeErrors].flat();
    const refused = failures.length > 0 && failures.every((failure) => failure.code === DUPLICATE_KEY);
    return refused && error.result.getWriteConcernError() === undefined;
  }
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

function isPoolError(error: Error): boolean {
  return (
    error.name.startsWith('MongoPool') ||
    error.name === 'MongoWaitQueueTimeoutError' ||
    error.name === 'MongoOperationTimeoutError'
  );
}
