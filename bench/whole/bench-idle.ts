// npm run bench:idle [-- --feeds=40 --seconds=60]: what the whole product takes while its feeds have nothing new, in processor time and memory
// of each process. Defaults of the product; the feeds were read once before. Linux alone (/proc).
import { startEmbedded } from '@dateline/infrastructure';
import { MongoClient } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { followFeeds } from './follow-feeds.ts';
import { mongoAmounts } from './measure-turn.ts';
import { startOutlet } from './outlet.ts';
import { costsOf, cpuBetween } from './process-cost.ts';
import { startStages } from './stages.ts';

/** Compiling and the first polls end within this time. */
const SETTLE_SECONDS = 30;
const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '60' },
    profile: { type: 'string' },
  },
});
const [feeds, seconds] = [Number(values.feeds), Number(values.seconds)];
const run = 'idle';

const infrastructure = await startEmbedded({
  log: (line) => {
    process.stderr.write(`bench: ${line}\n`);
  },
});
const client = await MongoClient.connect(infrastructure.mongodbUri);
const outlet = await startOutlet('', feeds);
await outlet.list({ shelf: run, from: 0, to: 0 });
const stages = await startStages({
  ...{ infrastructure, run, profileDir: values.profile },
  settings: {
    HOST_MIN_GAP_MS: '1000',
    FEED_INTERVAL_SECONDS: '600',
    FEED_MIN_INTERVAL_SECONDS: '600',
    FEED_MAX_INTERVAL_SECONDS: '86400',
  },
});
try {
  const { kafka, mongo } = infrastructure.embedded;
  const pids = { ...stages.pids, kafka: kafka.pid ?? 0, mongod: mongo.pid ?? 0 };
  await followFeeds({ uri: infrastructure.mongodbUri, run, urls: outlet.feeds(run) });
  await sleep(SETTLE_SECONDS * 1000);
  const [before, mongoBefore, started] = [costsOf(pids), await mongoAmounts(client), performance.now()];
  await sleep(seconds * 1000);
  const [after, mongoAfter] = [costsOf(pids), await mongoAmounts(client)];
  const spent = (performance.now() - started) / 1000;
  const cpu = cpuBetween(before, after);
  for (const [name, { residentMb }] of Object.entries(after))
    console.log(
      `${name.padEnd(13)} ${(((cpu[name] ?? NaN) / spent) * 100).toFixed(2)} % of a core, ${residentMb.toFixed(0)} MB`,
    );
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const memory = sum(Object.values(after).map(({ residentMb }) => residentMb));
  const core = (sum(Object.values(cpu)) / spent) * 100;
  const requests = (mongoAfter.requests - mongoBefore.requests) / spent;
  console.log(
    `all           ${core.toFixed(2)} % of a core, ${memory.toFixed(0)} MB; ${requests.toFixed(1)} requests to MongoDB a second`,
  );
} finally {
  await stages.stop();
  outlet.stop();
  await client.close();
  await infrastructure.stop();
}
