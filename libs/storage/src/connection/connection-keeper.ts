import { createConnection, type Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseClosed } from './storage-errors.js';

export type StorageLog = (level: 'info' | 'warn' | 'error', message: string, fields?: object) => void;

export interface DatabaseOptions {
  uri: string;
  dbName: string;
  appName: string;
  log: StorageLog;
}

const SERVER_SELECTION_MS = 5_000;
const RECONNECT_PAUSE_MS = 1_000;
const CONNECTED = 1;

/** Holds the one connection: connects in the background, tries for ever, and logs once for each change of state. */
export class ConnectionKeeper {
  readonly connection: Connection;
  private readonly closing = new AbortController();
  private readonly done: Promise<void>;
  private reported: 'new' | 'connected' | 'unreachable' = 'new';

  constructor(private readonly options: DatabaseOptions) {
    this.connection = createConnection().set('bufferTimeoutMS', SERVER_SELECTION_MS);
    // Without a listener mongoose's error event would end the process; failures reach callers as rejections.
    this.connection.on('error', (error: unknown) => this.reportLost(error));
    this.connection.on('disconnected', () => this.reportLost(null));
    this.connection.on('connected', () => this.reportConnected());
    this.done = this.connect();
  }

  get connected(): boolean {
    return this.connection.readyState === CONNECTED;
  }

  /** Aborted when the database is closed. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** Waits, or throws DatabaseClosed as soon as the database is closed. */
  async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.closed }).catch(() => undefined);
    if (this.closed.aborted) throw new DatabaseClosed();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.connection.close();
    await this.done;
  }

  private async connect(): Promise<void> {
    while (!this.closed.aborted) {
      try {
        await this.connection.openUri(this.options.uri, this.driverOptions());
        // A close that came while the first connection was being made has found nothing to close.
        if (this.closed.aborted) await this.connection.close();
        return;
      } catch (error) {
        this.reportLost(error);
        await this.connection
          .getClient()
          ?.close()
          .catch(() => undefined);
      }
      await this.pause(RECONNECT_PAUSE_MS).catch(() => undefined);
    }
  }

  private driverOptions() {
    return {
      dbName: this.options.dbName,
      appName: this.options.appName,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      connectTimeoutMS: SERVER_SELECTION_MS,
      // A frozen server is noticed when heartbeats stay away; operations that hang on it are then interrupted.
      heartbeatFrequencyMS: 5_000,
      waitQueueTimeoutMS: 10_000,
      retryWrites: true,
      retryReads: true,
      w: 'majority',
      wtimeoutMS: 15_000,
      journal: true,
    } as const;
  }

  private reportConnected(): void {
    if (this.closed.aborted || this.reported === 'connected') return;
    const message = this.reported === 'new' ? 'connected to MongoDB' : 'MongoDB can be reached again';
    this.reported = 'connected';
    this.options.log('info', message, { database: this.options.dbName });
  }

  private reportLost(error: unknown): void {
    if (this.closed.aborted || this.reported === 'unreachable') return;
    this.reported = 'unreachable';
    const reason = error instanceof Error ? { error: error.message } : {};
    this.options.log('warn', 'MongoDB cannot be reached; trying on', {
      database: this.options.dbName,
      ...reason,
    });
  }
}
