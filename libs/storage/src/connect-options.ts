import type { ConnectOptions } from 'mongoose';
import type { DatabaseOptions } from './database.types.js';
import { OPERATION_MS, SELECTION_MS } from './time-limits.js';

/** How a connection to MongoDB works: a majority confirms each write and has what is read, and only migrations make collections and indexes. */
export function connectOptionsOf({
  dbName,
  appName,
  timeoutMs = OPERATION_MS,
}: Omit<DatabaseOptions, 'uri' | 'log'>): ConnectOptions {
  return {
    dbName,
    appName,
    socketTimeoutMS: timeoutMs,
    serverSelectionTimeoutMS: SELECTION_MS,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
  };
}
