// npm run bench [-- --pages=400 --pairs=1 --profile=<folder>]: the whole pipeline, and the Python script that people would write instead, on the same
// pages of the same local outlets with the same mongod, in turns. Ratios are of pages for each second of processor time, so that other
// work on the machine shifts them little. Results go to bench/results/. Linux alone (/proc).
import { startEmbedded, type EmbeddedInfrastructure } from '@dateline/infrastructure';
import { MongoClient } from 'mongodb';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { followFeeds } from './follow-feeds.ts';
import { kafkaAmounts, type KafkaAmounts } from './kafka-logs.ts';
import { measureLatency, type Latencies } from './measure-latency.ts';
import { measureTurn, untilEnded, type Shelf, type Turn } from './measure-turn.ts';
import { startOutlet, type Outlet } from './outlet.ts';
import { profileTable } from './profile-table.ts';
import { report, type BenchResult, type PipelineTurn } from './report.ts';
import { scriptPython, startScript } from './script.ts';
import { startStages } from './stages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOSTS = 40;

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '1500' },
    warm: { type: 'string', default: '200' },
    pairs: { type: 'string', default: '5' },
    corpora: { type: 'string', default: join(ROOT, '../shared/corpora') },
    latency: { type: 'string', default: '300' },
    profile: { type: 'string' },
    'no-script': { type: 'boolean', default: false },
    'no-file': { type: 'boolean', default: false },
  },
});
const [pages, warm, pairs, late] = [values.pages, values.warm, values.pairs, values.latency].map(Number) as [
  number,
  number,
  number,
  number,
];
const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

const python = values['no-script'] ? null : scriptPython(say);
const infrastructure = await startEmbedded({ log: say });
const client = await MongoClient.connect(infrastructure.mongodbUri);
const outlet = await startOutlet(resolve(values.corpora), HOSTS);
try {
  writeReport(await measure({ infrastructure, client, outlet }));
} finally {
  outlet.stop();
  await client.close();
  await infrastructure.stop();
}

interface Means {
  infrastructure: EmbeddedInfrastructure;
  client: MongoClient;
  outlet: Outlet;
}

async function measure(on: Means): Promise<BenchResult> {
  const found: BenchResult['pairs'] = [];
  let latencies: Latencies | null = null;
  for (let pair = 1; pair <= pairs; pair += 1) {
    const shelf: Shelf = { name: `pair${pair}`, warm, pages };
    const isLast = pair === pairs;
    // Each goes first in every other pair.
    const scriptFirst = pair % 2 === 1;
    const before = scriptFirst ? await scriptTurn(shelf, on) : null;
    const { turn, latency } = await pipelineTurn(shelf, isLast ? late : 0, on);
    found.push({ script: before ?? (await scriptTurn(shelf, on)), pipeline: turn });
    latencies = latency;
    say(`pair ${pair} of ${pairs} is done`);
  }
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' });
  const processor = cpus()[0]?.model ?? '';
  return {
    commit: commit.trim(),
    at: new Date().toISOString(),
    machine: `${cpus().length} x ${processor}`,
    node: process.version,
    servedPages: outlet.pages,
    pairs: found,
    latencies,
  };
}

async function scriptTurn(shelf: Shelf, { infrastructure, client, outlet }: Means): Promise<Turn | null> {
  if (python === null) return null;
  const database = `script-${shelf.name}`;
  const script = await startScript(python, infrastructure.mongodbUri, database);
  try {
    const pids = { script: script.pid, mongod: pidOf(infrastructure.embedded.mongo) };
    const work = async (to: number) => {
      await outlet.list({ shelf: shelf.name, from: 0, to });
      await script.read(outlet.feeds(shelf.name));
    };
    return await measureTurn(shelf, work, { client, database, pids });
  } finally {
    script.stop();
    await client.db(database).dropDatabase();
  }
}

async function pipelineTurn(
  shelf: Shelf,
  latePages: number,
  { infrastructure, client, outlet }: Means,
): Promise<{ turn: PipelineTurn; latency: Latencies | null }> {
  const run = shelf.name;
  const profileDir = values.profile ? resolve(values.profile, run) : undefined;
  const stages = await startStages({ infrastructure, run, profileDir });
  const { kafka, mongo, folder } = infrastructure.embedded;
  const dataDir = join(folder, 'kafka-data');
  try {
    let kafkaBefore: KafkaAmounts | null = null;
    const pids = { ...stages.pids, kafka: pidOf(kafka), mongod: pidOf(mongo) };
    await outlet.list({ shelf: run, from: 0, to: 0 });
    await followFeeds({ uri: infrastructure.mongodbUri, run, urls: outlet.feeds(run) });
    const work = async (to: number) => {
      await outlet.list({ shelf: run, from: 0, to });
      await untilEnded(client, run, to);
    };
    const warmed = () => {
      kafkaBefore = kafkaAmounts(dataDir, `${run}.`);
    };
    const turn = await measureTurn(shelf, work, { client, database: run, pids, warmed });
    const amounts = differenceOf(kafkaAmounts(dataDir, `${run}.`), kafkaBefore);
    const { dataSize, totalSize } = await client.db(run).stats();
    const disk = { dataBytes: Number(dataSize), diskBytes: Number(totalSize) };
    const from = shelf.warm + shelf.pages;
    const latency =
      latePages === 0
        ? null
        : await measureLatency(
            { shelf: run, from, to: from + latePages, pagesPerSecond: turn.pages / turn.seconds / 2 },
            {
              ...{ outlet, brokers: infrastructure.kafkaBrokers, run },
              until: (articles) => untilEnded(client, run, articles),
            },
          );
    return { turn: { ...turn, kafka: amounts, disk }, latency };
  } finally {
    await stages.stop();
    await client.db(run).dropDatabase();
    if (profileDir) console.log(profileTable(profileDir, warm + pages));
  }
}

function differenceOf(after: KafkaAmounts, before: KafkaAmounts | null): KafkaAmounts {
  return {
    bytes: after.bytes - (before?.bytes ?? 0),
    batches: after.batches - (before?.batches ?? 0),
    records: after.records - (before?.records ?? 0),
    markers: after.markers - (before?.markers ?? 0),
  };
}

function pidOf({ pid }: { pid: number | undefined }): number {
  if (pid === undefined) throw new Error('a server of the bench does not run');
  return pid;
}

function writeReport(result: BenchResult): void {
  const text = report(result);
  console.log(text);
  if (values['no-file']) return;
  const folder = join(ROOT, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${result.at.slice(0, 10)}-${result.commit}.json`);
  writeFileSync(name, `${JSON.stringify(result, null, 2)}\n`);
  say(`written to ${name}`);
}
