import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient, type Document } from 'mongodb';
import { freePort } from '../free-port.ts';
import type { Log } from '../infrastructure.types.ts';
import { mongodBinary } from './mongod-binary.ts';
import { EmbeddedProcess } from '../process/embedded-process.ts';

interface ReplicaSet extends Document {
  version: number;
  members: { host: string }[];
}

const READY_TIMEOUT_MS = 300_000;
export const REPLICA_SET = 'dateline';
/**
 * How much of the cache may be unwritten before mongod writes pages between two checkpoints. An article touches
 * some twenty index pages under random keys; with the defaults (5 % and 20 %), each page is written again after
 * every few entries (docs/operations.md).
 */
const EVICTION =
  'eviction_dirty_target=40,eviction_dirty_trigger=60,eviction_updates_target=40,eviction_updates_trigger=60';
/** Nobody reads the state of minutes ago. Keeping it takes a time stamp with each index entry, half of its size. */
const HISTORY_SECONDS = 5;

/** `engine`: settings of WiredTiger. */
interface MongoSettings {
  cacheGb: number;
  engine: string;
  oplogMb: number;
}

const DEFAULTS: MongoSettings = { cacheGb: 0.5, engine: EVICTION, oplogMb: 256 };

/** A real mongod, a replica set of one, or a member of a larger one. It is ready when it takes writes, a member when it serves. */
export class EmbeddedMongo extends EmbeddedProcess {
  readonly #binary: string;
  readonly #settings: MongoSettings;
  #port = 0;
  #isMember = false;

  constructor(folder: string, binary: string, settings: MongoSettings) {
    super(folder, { name: 'mongod', logName: 'mongod.log', readyTimeoutMs: READY_TIMEOUT_MS });
    this.#settings = settings;
    this.#binary = binary;
  }

  /** Finds or fetches a mongod, starts it and waits until it is primary. */
  static async create({
    folder,
    log,
    preferredPort,
    ...settings
  }: {
    folder: string;
    log: Log;
    preferredPort?: number | undefined;
  } & Partial<MongoSettings>): Promise<EmbeddedMongo> {
    const mongo = new EmbeddedMongo(folder, await mongodBinary(log), { ...DEFAULTS, ...settings });
    await mkdir(join(folder, 'mongo-data'), { recursive: true });
    await mongo.startWith(async () => {
      mongo.#port = await freePort(preferredPort);
    });
    return mongo;
  }

  /** A mongod that is not started yet and that others make a member of their set. */
  static async member(folder: string, binary: string): Promise<EmbeddedMongo> {
    const mongo = new EmbeddedMongo(folder, binary, { ...DEFAULTS, cacheGb: 0.25 });
    await mkdir(join(folder, 'mongo-data'), { recursive: true });
    mongo.#port = await freePort();
    mongo.#isMember = true;
    return mongo;
  }

  get port(): number {
    return this.#port;
  }

  get uri(): string {
    return `mongodb://127.0.0.1:${this.#port}/?replicaSet=${REPLICA_SET}`;
  }

  protected override command(): [string, string[]] {
    return [this.#binary, this.#arguments()];
  }

  #arguments(): string[] {
    const { cacheGb, engine, oplogMb } = this.#settings;
    return [
      ['--dbpath', join(this.folder, 'mongo-data')],
      ['--port', String(this.#port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      ['--replSet', REPLICA_SET, '--oplogSize', String(oplogMb)],
      ['--wiredTigerCacheSizeGB', String(cacheGb)],
      ['--wiredTigerEngineConfigString', engine],
      ['--setParameter', `minSnapshotHistoryWindowInSeconds=${HISTORY_SECONDS}`],
      // Alone there is no other member to hand over to; in a set, the others vote.
      ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ].flat();
  }

  /** Initiates the replica set when it is new, and moves a kept one to today's port. */
  protected override async isReady(): Promise<true | undefined> {
    const client = new MongoClient(`mongodb://127.0.0.1:${this.#port}/?directConnection=true`, {
      serverSelectionTimeoutMS: 2000,
    });
    try {
      const hello = await client.db('admin').command({ hello: 1 });
      if (hello['isWritablePrimary']) return true;
      if (this.#isMember) return hello['secondary'] || hello['isreplicaset'] ? true : undefined;
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
}
