import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient, type Document } from 'mongodb';
import { freePort } from '../free-port.ts';
import type { EmbeddedServer, Log } from '../infrastructure.types.ts';
import { mongodBinary } from './mongod-binary.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import { waitUntil } from '../wait-until.ts';

interface ReplicaSet extends Document {
  version: number;
  members: { host: string }[];
}

const READY_TIMEOUT_MS = 60_000;
const PORT_TRIES = 3;
const REPLICA_SET = 'dateline';
/**
 * How much of the cache may be unwritten before mongod writes pages between two checkpoints. An article touches some twenty pages of indexes by
 * random keys; at the defaults (5 % and 20 %) each page is written again for every few entries (docs/operations.md).
 */
const EVICTION =
  'eviction_dirty_target=40,eviction_dirty_trigger=60,eviction_updates_target=40,eviction_updates_trigger=60';
/** Nobody reads what was minutes ago; to keep it takes a time stamp with each entry of an index, half of its size. */
const HISTORY_SECONDS = 5;

/** `engine`: settings of WiredTiger. */
interface MongoSettings {
  cacheGb: number;
  engine: string;
  oplogMb: number;
}

/** A real mongod, a replica set of one, on 127.0.0.1. Port and data stay the same over `stop` and `start`. */
export class EmbeddedMongo implements EmbeddedServer {
  readonly #folder: string;
  readonly #binary: string;
  readonly #settings: MongoSettings;
  #port = 0;
  #process: SupervisedProcess | undefined;

  constructor(folder: string, binary: string, settings: MongoSettings) {
    this.#settings = settings;
    this.#folder = folder;
    this.#binary = binary;
  }

  /** Finds or fetches a mongod, starts it and waits until it is primary. */
  static async create({
    folder,
    log,
    cacheGb = 0.5,
    engine = EVICTION,
    oplogMb = 256,
  }: { folder: string; log: Log } & Partial<MongoSettings>): Promise<EmbeddedMongo> {
    const mongo = new EmbeddedMongo(folder, await mongodBinary(log), { cacheGb, engine, oplogMb });
    await mkdir(join(folder, 'mongo-data'), { recursive: true });
    for (let attempt = 1; ; attempt++) {
      mongo.#port = await freePort();
      try {
        await mongo.start();
        return mongo;
      } catch (error) {
        await mongo.stop();
        // Another process may have taken the port between its choice and its use.
        if (attempt === PORT_TRIES || !(await mongo.#portWasTaken())) throw error;
      }
    }
  }

  get uri(): string {
    return `mongodb://127.0.0.1:${this.#port}/?replicaSet=${REPLICA_SET}`;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get logFile(): string {
    return join(this.#folder, 'mongod.log');
  }

  /** Starts the server on its old port with its old data; resolves when it takes writes. */
  async start(): Promise<void> {
    if (this.#process?.isRunning) return;
    const started = new SupervisedProcess(this.#binary, this.#arguments(), {
      cwd: this.#folder,
      logFile: this.logFile,
    });
    this.#process = started;
    const isOver = () => (started.isRunning ? undefined : `it ended by itself; see ${this.logFile}`);
    await waitUntil(() => this.#isPrimary(), {
      what: 'Embedded mongod is ready',
      timeoutMs: READY_TIMEOUT_MS,
      isOver,
    });
  }

  /** Ends the server: an orderly shutdown, or at once with `{ hard: true }`, as a power cut would. */
  async stop({ hard = false } = {}): Promise<void> {
    if (hard) this.#process?.signal('SIGKILL');
    await this.#process?.stop(15_000);
  }

  /** The server stands still without closing its connections. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  #arguments(): string[] {
    const { cacheGb, engine, oplogMb } = this.#settings;
    return [
      ['--dbpath', join(this.#folder, 'mongo-data')],
      ['--port', String(this.#port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      ['--replSet', REPLICA_SET, '--oplogSize', String(oplogMb)],
      ['--wiredTigerCacheSizeGB', String(cacheGb)],
      ['--wiredTigerEngineConfigString', engine],
      ['--setParameter', `minSnapshotHistoryWindowInSeconds=${HISTORY_SECONDS}`],
      // There is no other member to hand over to.
      ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ].flat();
  }

  /** Initiates the replica set when it is new, and moves a kept one to today's port. */
  async #isPrimary(): Promise<true | undefined> {
    const client = new MongoClient(`mongodb://127.0.0.1:${this.#port}/?directConnection=true`, {
      serverSelectionTimeoutMS: 2000,
    });
    try {
      const hello = await client.db('admin').command({ hello: 1 });
      if (hello['isWritablePrimary']) return true;
      // "isreplicaset" is how a member without a valid configuration presents itself.
      if (hello['isreplicaset']) await this.#configure(client);
      return undefined;
    } finally {
      await client.close();
    }
  }

  async #configure(client: MongoClient): Promise<Document> {
    const admin = client.db('admin');
    const member = { _id: 0, host: `127.0.0.1:${this.#port}` };
    const kept = await client.db('local').collection<ReplicaSet>('system.replset').findOne();
    if (kept === null) return admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [member] } });
    const config = {
      ...kept,
      version: kept.version + 1,
      members: [{ ...kept.members[0], host: member.host }],
    };
    return admin.command({ replSetReconfig: config, force: true });
  }

  async #portWasTaken(): Promise<boolean> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    return text.includes('Address already in use');
  }
}
