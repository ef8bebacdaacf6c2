import mongoose, { mongo } from 'mongoose';

/** Another writer changed the document meanwhile. Read it again and repeat. */
export class WriteConflict extends Error {
  readonly code = 'write_conflict';
  constructor(collection: string, ids: readonly string[]) {
    super(
      `${collection}: changed by another writer: ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', ...' : ''}`,
    );
    this.name = 'WriteConflict';
  }
}

/** Another article has this normalised URL. Repeating does not help. */
export class UrlTaken extends Error {
  readonly code = 'url_taken';
  constructor(readonly urls: readonly string[]) {
    super(`another article has the normalised URL ${urls.slice(0, 3).join(', ')}`);
    this.name = 'UrlTaken';
  }
}

/** The database cannot be reached at the moment. */
export class DatabaseUnreachable extends Error {
  readonly code = 'database_unreachable';
  constructor() {
    super('not connected to MongoDB');
    this.name = 'DatabaseUnreachable';
  }
}

/** Server codes that the driver's specification calls retryable (retryable writes, not primary, shutdown). */
const RETRYABLE_CODES = new Set([
  6, 7, 64, 89, 91, 112, 189, 251, 262, 317, 358, 384, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** Socket errors that the driver passes on unchanged when the server goes away during a write. */
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

/** Whether waiting can help: network, election, time-out, write conflict. */
export function isTransientStorageError(error: unknown): boolean {
  // Umzug wraps the errors of migrations.
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

/** Checked by shape and not by class, because a socket's errors may come from another realm's Error. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}

const DUPLICATE_KEY = 11000;

/** A refusal by a unique index. A bulk write counts only if it failed in nothing else. */
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
