import { MongoClient } from 'mongodb';
import { join } from 'node:path';
import type { Log } from '../infrastructure.types.ts';
import { startTogether } from '../process/start-together.ts';
import { waitUntil } from '../wait-until.ts';
import { EmbeddedMongo, REPLICA_SET } from './embedded-mongo.ts';
import { mongodBinary } from './mongod-binary.ts';

const MEMBERS = 3;
const PRIMARY_TIMEOUT_MS = 120_000;
/** Shorter than MongoDB's own ten and two seconds, so that an outage of the primary is over sooner. */
const ELECTION = { electionTimeoutMillis: 3000, heartbeatIntervalMillis: 500 };

/** A replica set of three real mongods. */
export class MongoSet {
  readonly members: readonly EmbeddedMongo[];

  private constructor(members: readonly EmbeddedMongo[]) {
    this.members = members;
  }

  static async create({ folder, log }: { folder: string; log: Log }): Promise<MongoSet> {
    const binary = await mongodBinary(log);
    const members = await Promise.all(
      Array.from({ length: MEMBERS }, (_, i) => EmbeddedMongo.member(join(folder, `mongo-${i}`), binary)),
    );
    await startTogether(members);
    const set = new MongoSet(members);
    try {
      await set.#initiate();
    } catch (error) {
      await set.stop();
      throw error;
    }
    return set;
  }

  get uri(): string {
    return this.uriAt(this.members.map(({ port }) => port));
  }

  /** The address of the set for clients that come by other ports, such as those of proxies. */
  uriAt(ports: readonly number[]): string {
    return `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/?replicaSet=${REPLICA_SET}`;
  }

  /** The member that takes writes; throws when there is none within the time. */
  primary(timeoutMs = PRIMARY_TIMEOUT_MS): Promise<EmbeddedMongo> {
    return waitUntil(
      async () => {
        const client = new MongoClient(this.uri, { serverSelectionTimeoutMS: 2000 });
        try {
          const hello = await client.db('admin').command({ hello: 1 });
          return this.members.find(({ port }) => hello['me'] === `127.0.0.1:${port}`);
        } finally {
          await client.close();
        }
      },
      { what: 'the replica set has a primary', timeoutMs },
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map((member) => member.stop()));
  }

  async #initiate(): Promise<void> {
    const [first] = this.members;
    const client = new MongoClient(`mongodb://127.0.0.1:${first?.port}/?directConnection=true`);
    try {
      const members = this.members.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` }));
      await client
        .db('admin')
        .command({ replSetInitiate: { _id: REPLICA_SET, settings: ELECTION, members } });
    } finally {
      await client.close();
    }
    await this.primary();
  }
}
