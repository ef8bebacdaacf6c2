import { mongo } from 'mongoose';
import { DatabaseUnreachable, WriteConflict } from './storage-errors.js';

const TRANSIENT_CLASSES = [
  WriteConflict,
  DatabaseUnreachable,
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoExpiredSessionError,
] as const;

/** Not among the driver's public classes, so known by name. */
const TRANSIENT_NAMES = new Set([
  'MongooseServerSelectionError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'PoolClearedOnNetworkError',
]);

const TRANSIENT_LABELS = ['RetryableWriteError', 'TransientTransactionError', 'RetryableError'];

/** Server error codes (mongo/base/error_codes.yml) of states that pass. */
const TRANSIENT_CODES = new Set<unknown>(
  Object.values({
    HostUnreachable: 6,
    HostNotFound: 7,
    LockTimeout: 24,
    MaxTimeMSExpired: 50,
    WriteConcernTimeout: 64,
    NetworkTimeout: 89,
    ShutdownInProgress: 91,
    UnsatisfiableWriteConcern: 100,
    WriteConflict: 112,
    FailedToSatisfyReadPreference: 133,
    ReadConcernMajorityNotAvailableYet: 134,
    PrimarySteppedDown: 189,
    NetworkInterfaceExceededTimeLimit: 202,
    ElectionInProgress: 216,
    ExceededTimeLimit: 262,
    TemporarilyUnavailable: 365,
    SocketException: 9001,
    NotWritablePrimary: 10107,
    InterruptedAtShutdown: 11600,
    Interrupted: 11601,
    InterruptedDueToReplStateChange: 11602,
    NotPrimaryNoSecondaryOk: 13435,
    NotPrimaryOrSecondary: 13436,
    OutOfDiskSpace: 14031,
  }),
);

/** Whether repeating can help: the server is away or changes its primary, a time limit passed, another writer was first. */
export function isTransientStorageError(error: unknown): boolean {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth += 1) {
    if (isTransient(e)) return true;
  }
  return false;
}

function isTransient(error: Error): boolean {
  if (TRANSIENT_CLASSES.some((type) => error instanceof type) || TRANSIENT_NAMES.has(error.name)) return true;
  if (error.name === 'MongooseError') return /buffering timed out|initial connection/.test(error.message);
  if (error instanceof mongo.MongoBulkWriteError) return isTransientBulk(error);
  if (!(error instanceof mongo.MongoError)) return false;
  return TRANSIENT_LABELS.some((label) => error.hasErrorLabel(label)) || TRANSIENT_CODES.has(error.code);
}

function isTransientBulk(error: mongo.MongoBulkWriteError): boolean {
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (failures.length > 0) return failures.every((failure) => TRANSIENT_CODES.has(failure.code));
  return error.result.getWriteConcernError() !== undefined || TRANSIENT_CODES.has(error.code);
}
