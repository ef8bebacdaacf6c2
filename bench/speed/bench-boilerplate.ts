// The deduplicator's memory of boilerplate on a mongod of its own: how fast a replica seeds its counter from stored texts, stores and reads
// a snapshot, and follows what others decide. Alone: node bench/speed/bench-boilerplate.ts [--stored=100000]
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DaySpread, packSketch, sketchOf, type Sketch } from '@dateline/similarity';
import { Logger } from '@nestjs/common';
import { MongoClient, type Binary, type ObjectId } from 'mongodb';
import { sketchRowOf, type SketchRow } from '@dateline/storage/dedup/dedup-rows';
import { BoilerplateTracker } from '@dateline/deduplicator/boilerplate/boilerplate-tracker';
import { EmbeddedMongo } from '@dateline/infrastructure';
import { DB, DEDUPLICATOR_HEAP, migrate, openDatabase } from './bench-database.ts';
import { inventArticles } from './invent-articles.ts';

/** The driver's types take no `_id` of an unknown kind. */
type StoredRow = SketchRow & { _id: ObjectId };

const DAY_MS = 86_400_000;
const KEPT_MS = 4 * DAY_MS;
const ROWS = 2_000;
const { values: given } = parseArgs({ options: { stored: { type: 'string' }, uri: { type: 'string' } } });
const stored = Number(given.stored ?? 100_000);
const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

if (given.uri) await replica(given.uri);
else await main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
  const mongo = await EmbeddedMongo.create({ folder, log: console.log, cacheGb: 2 });
  try {
    await migrate(mongo.uri);
    await fill(mongo.uri);
    const script = [...DEDUPLICATOR_HEAP, import.meta.filename, `--uri=${mongo.uri}`, `--stored=${stored}`];
    const child = spawn(process.execPath, script, { stdio: 'inherit' });
    await new Promise((resolve) => child.on('close', resolve));
  } finally {
    await mongo.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows of the store's own making, seen over the last four days; each holds the values of a text of its own. */
async function fill(uri: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  const sketches = client.db(DB).collection<StoredRow>('dedup_sketches');
  const first = Date.now() - KEPT_MS + DAY_MS / 24;
  const every = (Date.now() - first) / stored;
  const shapes = [...inventArticles({ docs: 500, perDay: 7000 })].map(({ body }) => sketchOf(body, {}));
  for (let done = 0; done < stored; done += ROWS) {
    const rows = Array.from({ length: Math.min(ROWS, stored - done) }, (_, k) => {
      const seen = new Date(first + (done + k) * every);
      const row = sketchRowOf({
        articleId: (done + k).toString(16).padStart(64, '0'),
        keys: [done + k],
        body: packSketch(renewed(shapes[(done + k) % shapes.length] as Sketch, done + k)),
        publishedAt: seen,
        at: seen,
        expiresAt: new Date(seen.getTime() + KEPT_MS),
      });
      return row as StoredRow;
    });
    await sketches.insertMany(rows, { ordered: false, writeConcern: { w: 1, j: false } });
  }
  await client.close();
}

/** As many values as a text has, of another text. */
function renewed(shape: Sketch, i: number): Sketch {
  return { ...shape, values: shape.values.map((value) => Math.imul(value ^ (i << 1), 0x85ebca6b)) };
}

async function replica(uri: string): Promise<void> {
  Logger.overrideLogger(['warn', 'error']);
  const database = await openDatabase(uri);
  const follow = (hot: DaySpread, now = () => new Date()) =>
    new BoilerplateTracker({
      store: database.dedup,
      snapshots: database.boilerplate,
      hot,
      keptMs: KEPT_MS,
      now,
    });
  const hot = new DaySpread();
  const seeding = follow(hot);
  const seeded = await measured(() => seeding.restore());
  console.log(
    `${stored} texts, seeded from all: ${Math.round(stored / seeded.seconds)} a second, ${((seeded.cpuMs * 1000) / stored).toFixed(1)} µs CPU each, no turn of the event loop longer than ${seeded.longestMs.toFixed(0)} ms`,
  );
  const kept = await measured(() => seeding.stop());
  const head = await database.boilerplate.head();
  if (!head) throw new Error('no snapshot was stored');
  const size = await sizeOf(uri);
  console.log(
    `  snapshot stored in ${kept.seconds.toFixed(2)} s (${kept.cpuMs.toFixed(0)} ms CPU): ${mib(head.bytes)} MiB in ${head.parts} parts, ${mib(size)} MiB packed`,
  );
  const restored = await measured(() => follow(new DaySpread()).restore());
  console.log(`  restored from it in ${restored.seconds.toFixed(2)} s (${restored.cpuMs.toFixed(0)} ms CPU)`);
  console.log(
    `  replica ${mib(process.resourceUsage().maxRSS * 1024)} MiB resident at most; load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`,
  );
  await database.close();
}

async function measured(
  work: () => Promise<unknown>,
): Promise<{ seconds: number; cpuMs: number; longestMs: number }> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  let last = started;
  let longestMs = 0;
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - started) / 1000, cpuMs: (user + system) / 1000, longestMs };
}

async function sizeOf(uri: string): Promise<number> {
  const client = await MongoClient.connect(uri);
  const parts = await client
    .db(DB)
    .collection<{ z: Binary }>('dedup_boilerplate')
    .find({ z: { $exists: true } })
    .toArray();
  await client.close();
  return parts.reduce((sum, { z }) => sum + z.length(), 0);
}
