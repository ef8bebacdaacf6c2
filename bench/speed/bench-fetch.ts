// The fetcher under a full schedule: 2,000 feeds on 200 hosts of the loopback range, all due at once, against a real Kafka and mongod.
// `npm run bench:fetch [-- --gaps=200,1000,8000 --hosts=200 --feeds=10 --at-once=200]`. The service is the built one, in its own process.
// Of the ten feeds of a host six answer 200 with five new entries, two 304, one 200 after 1.5 s, one 500. The entries lead to a private
// address, which is refused before a connection: what is discovered is published and queued, but no page takes a host's turn.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MongoClient, type Collection } from 'mongodb';
import { freePort, startEmbedded, SupervisedProcess } from '@dateline/infrastructure';
import type { Database } from '@dateline/storage';
import { openDatabase } from './bench-database.ts';
import { ETAG, kindOf, startHosts } from './fetch-hosts.ts';
import { report, type Amounts, type Measured } from './fetch-report.ts';

/** What is read of `feeds`. */
interface FeedRow {
  url: string;
  http: { etag: string | null };
}

/** What is read of mongod's `serverStatus`. */
interface ServerStatus {
  metrics: { commands: Record<string, { total: unknown } | undefined> };
}

const MOST_SECONDS = 180;

const { values } = parseArgs({
  options: {
    gaps: { type: 'string', default: '200,1000,8000' },
    hosts: { type: 'string', default: '200' },
    feeds: { type: 'string', default: '10' },
    'at-once': { type: 'string', default: '200' },
    profile: { type: 'string', default: '' },
  },
});
const [hosts, feedsPerHost, atOnce] = [Number(values.hosts), Number(values.feeds), Number(values['at-once'])];
const tell = (line: string) => console.error(line);

const infrastructure = await startEmbedded({ log: tell });
const site = await startHosts(hosts);
try {
  for (const gapMs of values.gaps.split(',').map(Number)) report(await run(gapMs), gapMs);
} finally {
  site.stop();
  await infrastructure.stop();
}

async function run(gapMs: number): Promise<Measured> {
  const dbName = `bench-fetch-${gapMs}`;
  const database = await openDatabase(infrastructure.mongodbUri, dbName);
  const client = await MongoClient.connect(infrastructure.mongodbUri);
  await database.migrate();
  await addFeeds(database);
  const feeds = client.db(dbName).collection<FeedRow>('feeds');
  await feeds.updateMany({ url: unchangedUrls() }, { $set: { 'http.etag': ETAG } });
  site.requests.length = 0;
  const fetcher = await startFetcher(gapMs, dbName);
  try {
    return await measure(fetcher, client, feeds);
  } finally {
    await fetcher.stop(30_000);
    await client.close();
    await database.close();
  }
}

function unchangedUrls(): { $in: string[] } {
  return {
    $in: site.origins.flatMap((origin) =>
      Array.from({ length: feedsPerHost }, (_, k) => k)
        .filter((k) => kindOf(k) === 'unchanged')
        .map((k) => `${origin}/feed-${k}`),
    ),
  };
}

/** All of them due at one instant. */
async function addFeeds(database: Database): Promise<void> {
  const now = new Date();
  for (let k = 0; k < feedsPerHost; k += 1)
    await Promise.all(
      site.origins.map((origin) =>
        database.feeds.add({
          url: `${origin}/feed-${k}`,
          hostKey: new URL(origin).host,
          origin: { type: 'api', ref: null },
          intervalSeconds: 3_600,
          now,
        }),
      ),
    );
}

async function startFetcher(gapMs: number, dbName: string): Promise<SupervisedProcess> {
  const main = new URL('../../services/fetcher/dist/main.js', import.meta.url).pathname;
  const env = {
    ...process.env,
    PORT: String(await freePort()),
    KAFKA_BROKERS: infrastructure.kafkaBrokers,
    KAFKA_PREFIX: `${dbName}.`,
    MONGODB_URI: infrastructure.mongodbUri,
    MONGODB_DB: dbName,
    FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
    HOST_MIN_GAP_MS: String(gapMs),
    HOSTS_AT_ONCE: String(atOnce),
    LOG_LEVEL: 'error',
  };
  const profiling = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const fetcher = new SupervisedProcess(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', ...profiling, main],
    { env },
  );
  fetcher.stdout?.resume();
  fetcher.stderr?.pipe(process.stderr);
  return fetcher;
}

/** From the first request to the last feed that is recorded. */
async function measure(
  fetcher: SupervisedProcess,
  client: MongoClient,
  feeds: Collection<FeedRow>,
): Promise<Measured> {
  const count = hosts * feedsPerHost;
  const until = performance.now() + MOST_SECONDS * 1000;
  while (site.requests.length === 0) {
    if (!fetcher.isRunning || performance.now() > until) throw new Error('the fetcher asks for nothing');
    await sleep(5);
  }
  const servers = { fetcher, mongod: infrastructure.embedded.mongo, kafka: infrastructure.embedded.kafka };
  const cpuBefore = cpuOf(servers);
  const machineBefore = machineTime();
  const commandsBefore = await commandsOf(client);
  let recorded = 0;
  while (recorded < count) {
    if (!fetcher.isRunning || performance.now() > until) break;
    await sleep(100);
    recorded = await feeds.countDocuments({ 'recentFetches.0': { $exists: true } });
  }
  const end = performance.now();
  const outcomes = await feeds
    .aggregate<Measured['outcomes'][number]>([
      { $group: { _id: { $first: '$recentFetches.outcome' }, n: { $sum: 1 } } },
    ])
    .toArray();
  const cpuAfter = cpuOf(servers);
  const cpu = differenceOf(cpuAfter, cpuBefore);
  const commands = differenceOf(await commandsOf(client), commandsBefore);
  const machine = machineTime();
  const busy = 1 - (machine.idle - machineBefore.idle) / (machine.all - machineBefore.all);
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${fetcher.pid}/status`, 'utf8'))?.[1]) / 1024;
  return { hosts, requests: [...site.requests], end, recorded, count, outcomes, cpu, busy, peak, commands };
}

/** Seconds for which all cores together were busy and idle, whoever kept them. */
function machineTime(): { idle: number; all: number } {
  const times = cpus().map(({ times: { idle, ...work } }) => [idle, ...Object.values(work)]);
  const idle = times.reduce((sum, [rest = 0]) => sum + rest, 0) / 1000;
  return { idle, all: times.flat().reduce((sum, time) => sum + time, 0) / 1000 };
}

/** Commands that mongod has been sent, by name. */
async function commandsOf(client: MongoClient): Promise<Amounts> {
  const { metrics } = (await client.db('admin').command({ serverStatus: 1 })) as ServerStatus;
  return Object.fromEntries(
    ['find', 'aggregate', 'findAndModify', 'insert', 'update', 'delete', 'getMore'].map((name) => [
      name,
      Number(metrics.commands[name]?.total),
    ]),
  );
}

function differenceOf(after: Amounts, before: Amounts): Amounts {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]),
  );
}

/** Seconds of processor time that each has used so far; the hosts are this process. */
function cpuOf(servers: Record<string, { readonly pid: number | undefined }>): Amounts {
  const { user, system } = process.cpuUsage();
  const others = Object.entries(servers).map(([name, { pid }]) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return [name, (Number(fields[11]) + Number(fields[12])) / 100];
  });
  return { ...Object.fromEntries(others), 'the hosts': (user + system) / 1e6 };
}
