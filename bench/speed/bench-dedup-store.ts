// End to end part of bench-dedup: the deduplicate stage in batches of 100 through a real MongoDB (a mongod of its own, journal and majority as
// in service) that already holds 10^5 and 10^6 articles of the window; of three rounds one after another the middle one counts,
// since a checkpoint may fall into one of them. Alone: node bench-dedup-store.ts [--stored=100000,1000000] [--docs=10000] [--rounds=3] [--engine=''], settings of
// WiredTiger in place of those that Dateline's deployments have.
import { spawn } from 'node:child_process';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { EmbeddedMongo } from '@dateline/infrastructure';
import { DB, DEDUPLICATOR_HEAP, migrate } from './bench-database.ts';
import { filler } from './fill-dedup.ts';
import type { ReplicaCosts } from './bench-dedup-replica.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** A mongod of its own on a machine of 13 GB takes this by default. */
const CACHE_GB = 6;
/** What a server takes by default of a disk of 100 GB; a small one would be emptied all the time. */
const OPLOG_MB = 5_000;
const TICKS_PER_SECOND = 100;
const mib = (bytes: number) => Math.round(bytes / 2 ** 20);

/** What was measured at a number of stored articles: the middle round's speed, most memory, bytes an article on disk. */
interface StoreSpeed {
  size: number;
  docsPerSecond: number;
  peak: number;
  bytes: number;
}

type Round = Pick<StoreSpeed, 'docsPerSecond' | 'peak'>;

/** Milliseconds of CPU, and KiB of pages written. */
interface Spent {
  ms: number;
  written: number;
}

/** What is read of mongod's `serverStatus`. */
interface ServerStatus {
  wiredTiger: { cache: { 'bytes written from cache': number } };
}

/** What is read of `$collStats`. */
interface StorageStats {
  count: number;
  size: number;
  storageSize: number;
  totalIndexSize: number;
  freeStorageSize: number;
  indexSizes: Record<string, number>;
  indexDetails: Record<string, { 'block-manager': { 'file bytes available for reuse': number } }>;
}

/** Prints speed, CPU, sizes and memory at each number of stored articles; answers what was measured. */
export async function benchStore({
  stored = [100_000, 1_000_000],
  docs = 10_000,
  rounds = 3,
  engine,
}: {
  stored?: number[];
  docs?: number;
  rounds?: number;
  engine?: string | undefined;
} = {}): Promise<StoreSpeed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
  let mongo: EmbeddedMongo | null = null;
  const clean = async () => {
    await mongo?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const stop = (signal: NodeJS.Signals) => {
    console.error(`stopped by ${signal}`);
    void clean().finally(() => process.exit(1));
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    mongo = await EmbeddedMongo.create({
      folder,
      log: console.log,
      cacheGb: CACHE_GB,
      oplogMb: OPLOG_MB,
      ...(engine === undefined ? {} : { engine }),
    });
    await migrate(mongo.uri);
    const client = await MongoClient.connect(mongo.uri);
    const fill = filler(client.db(DB));
    const measured: StoreSpeed[] = [];
    for (const size of stored) {
      await fill(size);
      const seen: Round[] = [];
      // What the filling left to be written is not the replica's doing.
      await client.db('admin').command({ fsync: 1 });
      for (let i = 0; i < rounds; i++)
        seen.push(await measure({ mongo, client, round: measured.length * rounds + i + 1, docs, size }));
      await printCheckpoint(mongo, client, rounds * docs);
      const bytes = await printSizes(client);
      seen.sort((a, b) => a.docsPerSecond - b.docsPerSecond);
      const docsPerSecond = seen[Math.floor(seen.length / 2)]?.docsPerSecond ?? NaN;
      const peak = Math.max(...seen.map((round) => round.peak));
      measured.push({ size, docsPerSecond, peak, bytes });
    }
    await client.close();
    return measured;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    await clean();
  }
}

async function measure({
  mongo,
  client,
  round,
  docs,
  size,
}: {
  mongo: EmbeddedMongo;
  client: MongoClient;
  round: number;
  docs: number;
  size: number;
}): Promise<Round> {
  const warm = Promise.withResolvers<Spent>();
  const seen = await replica([mongo.uri, round, docs], () => warm.resolve(mongodSpent(mongo, client)));
  const [before, after] = [await warm.promise, await mongodSpent(mongo, client)];
  const each = (spent: number) => spent / seen.counted;
  const docsPerSecond = seen.counted / seen.seconds;
  console.log(
    `${size} stored: ${Math.round(docsPerSecond)} documents a second (${seen.counted} in batches of 100, 3 partitions at once); CPU each: replica ${seen.cpuMs.toFixed(2)} ms, mongod ${each(after.ms - before.ms).toFixed(2)} ms; load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`,
  );
  console.log(
    `  ${seen.emitted} indexed, ${seen.near} of them near-duplicates, ${seen.duplicate} duplicates; ${seen.again} batches came again; replica ${mib(seen.peak)} MiB resident at most, heap ${mib(seen.heap)} MiB after it`,
  );
  console.log(`  mongod wrote ${each(after.written - before.written).toFixed(1)} KiB of pages a document`);
  return { docsPerSecond, peak: seen.peak };
}

/** What the rounds have left in memory is written too, if later: a checkpoint comes once a minute. */
async function printCheckpoint(mongo: EmbeddedMongo, client: MongoClient, docs: number): Promise<void> {
  const before = await mongodSpent(mongo, client);
  await client.db('admin').command({ fsync: 1 });
  const after = await mongodSpent(mongo, client);
  console.log(
    `  a checkpoint after ${docs} documents: ${((after.ms - before.ms) / 1000).toFixed(1)} s of mongod's CPU, ${Math.round((after.written - before.written) / 1024)} MiB`,
  );
}

/** Prints what the disk holds; answers the bytes of sketches and their indexes, an article. */
async function printSizes(client: MongoClient): Promise<number> {
  const sketch = await sizesOf(client, 'dedup_sketches');
  console.log(
    `  dedup_sketches: ${sketch.total} bytes an article on disk: rows ${sketch.rows} (${sketch.bson} as BSON), indexes ${sketch.indexes} (${sketch.each}); free for reuse of it ${sketch.free}`,
  );
  for (const name of ['dedup_states', 'dedup_identities', 'dedup_decisions']) {
    const { total, rows, indexes } = await sizesOf(client, name, sketch.count);
    console.log(`  ${name}: ${total} bytes an article on disk: rows ${rows}, indexes ${indexes}`);
  }
  return sketch.total;
}

/** CPU time of mongod so far, in ms, and what it has written of pages, in KiB. */
async function mongodSpent(mongo: EmbeddedMongo, client: MongoClient): Promise<Spent> {
  const { wiredTiger } = (await client.db('admin').command({ serverStatus: 1 })) as ServerStatus;
  return {
    ms: 1000 * (await cpuSeconds(mongo.pid)),
    written: wiredTiger.cache['bytes written from cache'] / 1024,
  };
}

/** Runs the replica; `onWarm` is told when its clock starts. */
async function replica(args: (string | number)[], onWarm: () => void): Promise<ReplicaCosts> {
  const script = join(import.meta.dirname, 'bench-dedup-replica.ts');
  const child = spawn(process.execPath, [...DEDUPLICATOR_HEAP, '--expose-gc', script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.on('message', onWarm);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  if (code !== 0) throw new Error(`the replica ended with ${code ?? signal}; its last words stand above`);
  return JSON.parse(out) as ReplicaCosts;
}

/** Of a collection's files, per article: what the disk holds, free blocks between checkpoints included. */
async function sizesOf(client: MongoClient, name: string, articles?: number) {
  const stats = await client
    .db(DB)
    .collection(name)
    .aggregate<{ storageStats: StorageStats }>([{ $collStats: { storageStats: {} } }])
    .next();
  if (!stats) throw new Error(`nothing is known of ${name}`);
  const { storageStats: s } = stats;
  const count = articles ?? s.count;
  const each = (bytes: number) => Math.round(bytes / count);
  const free = Object.values(s.indexDetails).reduce(
    (sum, index) => sum + index['block-manager']['file bytes available for reuse'],
    s.freeStorageSize,
  );
  return {
    count,
    total: each(s.storageSize + s.totalIndexSize),
    rows: each(s.storageSize),
    bson: each(s.size),
    indexes: each(s.totalIndexSize),
    each: Object.entries(s.indexSizes)
      .map(([index, bytes]) => `${index} ${each(bytes)}`)
      .join(', '),
    free: each(free),
  };
}

/** CPU time that a process has taken so far, in seconds; 0 where the system does not tell it in /proc. */
async function cpuSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return 0;
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { values } = parseArgs({
    options: {
      stored: { type: 'string', default: '100000,1000000' },
      docs: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      engine: { type: 'string' },
    },
  });
  await benchStore({
    stored: values.stored.split(',').map(Number),
    docs: Number(values.docs),
    rounds: Number(values.rounds),
    engine: values.engine,
  });
}
