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

/** The connection broke while a request was under way. `cause` is the error of the socket. */
export class StoreConnectionLost extends Error {
  readonly code = 'store_connection_lost';
  constructor(options: { cause: unknown }) {
    super('the connection to MongoDB broke', options);
    this.name = 'StoreConnectionLost';
  }
}

/**
 * Server codes after which waiting can help. First those that the driver's specification calls retryable
 * (network, not primary, shutdown); then locks, time limits and lost cursors; a login refused while a password
 * is rotated; a full disk or quota; throttling.
 */
const TRANSIENT_CODES: ReadonlySet<number> = new Set([
  ...[6, 7, 64, 89, 91, 112, 134, 189, 202, 251, 262, 317, 358, 384, 9001, 10107, 11600, 11602, 13435, 13436],
  ...[24, 43, 46, 50, 133, 175, 237, 290, 314, 365],
  ...[13, 18, 391],
  ...[8000, 12501, 14031],
  ...[462, 16500],
]);

/** What the driver and the server say of failures that may pass. */
const TRANSIENT_LABELS = [
  'RetryableWriteError',
  'RetryableError',
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'SystemOverloadedError',
  'PoolRequestedRetry',
  'ResetPool',
];

const TRANSIENT_CLASSES = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoOperationTimeoutError,
];

/**
 * Whether MongoDB failed and waiting can help: network, election, time-out, write conflict, login, disk,
 * throttling. The type of the error tells that it is MongoDB's; a bare socket error may be anybody's.
 */
export function isTransientStorageError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof WriteConflict || error instanceof DatabaseUnreachable) return true;
  if (error instanceof StoreConnectionLost) return true;
  if (TRANSIENT_CLASSES.some((type) => error instanceof type)) return true;
  if (error instanceof mongo.MongoError) return isTransientAnswer(error);
  if (error instanceof mongoose.MongooseError && /buffering timed out|connect/i.test(error.message))
    return true;
  return isTransientStorageError(error.cause);
}

function isTransientAnswer(error: mongo.MongoError): boolean {
  return (
    TRANSIENT_LABELS.some((label) => error.hasErrorLabel(label)) ||
    codesOf(error).some((code) => TRANSIENT_CODES.has(code)) ||
    isPoolError(error)
  );
}

/** A bulk write may have failed in several ways: one that passes is enough, since its writes can be repeated. */
function codesOf(error: mongo.MongoError): number[] {
  const codes = [error.code];
  if (error instanceof mongo.MongoBulkWriteError) {
    codes.push(...[error.writeErrors].flat().map((failure) => failure.code));
    codes.push(error.result.getWriteConcernError()?.code);
  }
  return codes.map(Number);
}

/** The server's code for a refusal by a unique index. */
export const DUPLICATE_KEY = 11000;

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
  return error.name.startsWith('MongoPool') || error.name === 'MongoWaitQueueTimeoutError';
}
