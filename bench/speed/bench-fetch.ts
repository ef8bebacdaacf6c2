// The fetcher under a full schedule: 2,000 feeds on 200 hosts of the loopback range, all due at once, against a real Kafka and mongod.
// `npm run bench:fetch [-- --gaps=200,1000,8000 --hosts=200 --feeds=10 --at-once=200]`. The service is the built one, in its own process.
// Of the ten feeds of a host six answer 200 with five new entries, two 304, one 200 after 1.5 s, one 500. The entries lead to a private
// address, which is refused before a connection: what is discovered is published and queued, but no page takes a host's turn.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { freePort, startEmbedded, SupervisedProcess } from '../../tools/infrastructure/index.ts';
import { openDatabase } from './bench-database.ts';

const SLOW_MS = 1_500;
const ETAG = '"bench"';
const MOST_SECONDS = 180;
const KINDS = ['new', 'new', 'unchanged', 'new', 'slow', 'new', 'new', 'unchanged', 'failing', 'new'];

const { values } = parseArgs({
  options: {
    gaps: { type: 'string', default: '200,1000,8000' },
    hosts: { type: 'string', default: '200' },
    feeds: { type: 'string', default: '10' },
    'at-once': { type: 'string', default: '200' },
    profile: { type: 'string', default: '' },
  },
});
const [hosts, feedsPerHost, atOnce] = [values.hosts, values.feeds, values['at-once']].map(Number);
const kindOf = (k) => KINDS[k % KINDS.length];
const tell = (line) => console.error(line);

const infrastructure = await startEmbedded({ log: tell });
const site = await startHosts();
try {
  for (const gapMs of values.gaps.split(',').map(Number)) report(await run(gapMs), gapMs);
} finally {
  site.stop();
  await infrastructure.stop();
}

/** One server for each host, on an address of its own; every request is noted with the instant of its arrival. */
async function startHosts() {
  const requests = [];
  const servers = await Promise.all(
    Array.from({ length: hosts }, async (_, h) => {
      const server = createServer((request, response) => answer(h, request, response, requests));
      await new Promise((done) => server.listen(0, `127.1.${h >> 7}.${(h & 127) + 1}`, done));
      return server;
    }),
  );
  const origins = servers.map((server) => `http://${server.address().address}:${server.address().port}`);
  const stop = () => servers.forEach((server) => (server.close(), server.closeAllConnections()));
  return { requests, origins, stop };
}

function answer(h, request, response, requests) {
  const k = Number(request.url.slice('/feed-'.length));
  const kind = kindOf(k);
  const noted = { h, k, at: performance.now(), end: 0 };
  requests.push(noted);
  const reply = (status, body) => {
    noted.end = performance.now();
    response.writeHead(status, { 'content-type': 'application/rss+xml', etag: ETAG }).end(body);
  };
  if (kind === 'unchanged' && request.headers['if-none-match'] === ETAG) reply(304);
  else if (kind === 'failing') reply(500, 'out of order');
  else if (kind === 'slow') setTimeout(() => reply(200, feedOf(h, k)), SLOW_MS);
  else reply(200, feedOf(h, k));
}

function feedOf(h, k) {
  const text = 'The ferry came back on Tuesday, and the quay was open again. '.repeat(8);
  const items = Array.from(
    { length: 5 },
    (_, i) =>
      `<item><guid isPermaLink="false">${h}-${k}-${i}</guid><link>http://10.0.0.1/${h}/${k}/${i}</link><title>Ferry ${i} of ${h}</title><description>${text}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour ${h}</title><link>http://10.0.0.1/</link><description>d</description>${items.join('')}</channel></rss>`;
}

async function run(gapMs) {
  const dbName = `bench-fetch-${gapMs}`;
  const database = await openDatabase(infrastructure.mongodbUri, dbName);
  const client = await MongoClient.connect(infrastructure.mongodbUri);
  await database.migrate();
  await addFeeds(database);
  const feeds = client.db(dbName).collection('feeds');
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

function unchangedUrls() {
  return {
    $in: site.origins.flatMap((origin) =>
      Array.from({ length: feedsPerHost }, (_, k) => k)
        .filter((k) => kindOf(k) === 'unchanged')
        .map((k) => `${origin}/feed-${k}`),
    ),
  };
}

/** All of them due at one instant. */
async function addFeeds(database) {
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

async function startFetcher(gapMs, dbName) {
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
  fetcher.stdout.resume();
  fetcher.stderr.pipe(process.stderr);
  return fetcher;
}

/** From the first request to the last feed that is recorded. */
async function measure(fetcher, client, feeds) {
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
    .aggregate([{ $group: { _id: { $first: '$recentFetches.outcome' }, n: { $sum: 1 } } }])
    .toArray();
  const cpuAfter = cpuOf(servers);
  const cpu = Object.fromEntries(
    Object.entries(cpuAfter).map(([name, seconds]) => [name, seconds - cpuBefore[name]]),
  );
  const commands = differenceOf(await commandsOf(client), commandsBefore);
  const machine = machineTime();
  const busy = 1 - (machine.idle - machineBefore.idle) / (machine.all - machineBefore.all);
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${fetcher.pid}/status`, 'utf8'))[1]) / 1024;
  return { requests: [...site.requests], end, recorded, count, outcomes, cpu, busy, peak, commands };
}

/** Seconds for which all cores together were busy and idle, whoever kept them. */
function machineTime() {
  const times = cpus().map(({ times: { idle, ...work } }) => [idle, ...Object.values(work)]);
  const idle = times.reduce((sum, [rest]) => sum + rest, 0) / 1000;
  return { idle, all: times.flat().reduce((sum, time) => sum + time, 0) / 1000 };
}

/** Commands that mongod has been sent, by name. */
async function commandsOf(client) {
  const { metrics } = await client.db('admin').command({ serverStatus: 1 });
  return Object.fromEntries(
    ['find', 'aggregate', 'findAndModify', 'insert', 'update', 'delete', 'getMore'].map((name) => [
      name,
      Number(metrics.commands[name].total),
    ]),
  );
}

function differenceOf(after, before) {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
}

/** Seconds of processor time that each has used so far; the hosts are this process. */
function cpuOf(servers) {
  const { user, system } = process.cpuUsage();
  const others = Object.entries(servers).map(([name, { pid }]) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return [name, (Number(fields[11]) + Number(fields[12])) / 100];
  });
  return { ...Object.fromEntries(others), 'the hosts': (user + system) / 1e6 };
}

function report({ requests, end, recorded, count, outcomes, cpu, busy, peak, commands }, gapMs) {
  const start = requests[0].at;
  const seconds = (end - start) / 1000;
  const byHost = Array.from({ length: hosts }, (_, h) => requests.filter((request) => request.h === h));
  // From the end of an answer to the next request: what a host has of us in its pause.
  const gaps = byHost.map((asked) => Math.min(...asked.slice(1).map(({ at }, i) => at - asked[i].end)));
  const overlaps = byHost.flatMap((asked) => asked.slice(1).filter(({ at }, i) => at < asked[i].end));
  const waits = byHost.map((asked) => asked.reduce((sum, { at }) => sum + at - start, 0) / asked.length);
  const firsts = byHost.map(([first]) => first.at - start);
  const hostBound = Math.max(
    ...byHost.map(
      (asked) => asked.reduce((sum, { at, end }) => sum + end - at, 0) + (asked.length - 1) * gapMs,
    ),
  );
  const share = hostBound / 1000 / seconds;
  const named = outcomes.map(({ _id, n }) => `${_id} ${n}`).sort();
  const each = (amounts, digits) =>
    Object.entries(amounts).map(([name, amount]) => `${name} ${(amount / recorded).toFixed(digits)}`);
  const ours = Object.values(cpu).reduce((sum, time) => sum + time, 0);
  const cores = cpus().length;
  console.log(
    [
      `gap ${gapMs} ms: ${recorded} of ${count} feeds on ${hosts} hosts in ${seconds.toFixed(1)} s, ${(recorded / seconds).toFixed(0)} feeds/s (${named.join(', ')})`,
      `  politeness: ${requests.length} requests, least time from an answer to the next request of each host ${spread(gaps)}, ${overlaps.length} requests while another was open`,
      `  fairness: mean lateness of a host's feeds ${spread(waits)}, Jain index ${jain(waits).toFixed(4)}; first request to a host after ${spread(firsts)}`,
      `  memory: fetcher at most ${peak.toFixed(0)} MiB resident`,
      `  each poll: ms of a processor ${each(milliseconds(cpu), 1).join(', ')}; MongoDB commands ${each(commands, 2).join(', ')}`,
      `  processors: ours ${Math.round((ours / seconds / cores) * 100)} % of ${cores} cores, with whatever else ran ${Math.round(busy * 100)} %`,
      `  bound: the slowest host needs ${(hostBound / 1000).toFixed(1)} s by its gaps and answers, ${Math.round(share * 100)} % of the time taken: ${boundBy(share, busy)}`,
    ].join('\n'),
  );
  if (recorded < count || Math.min(...gaps) < gapMs || overlaps.length > 0) process.exitCode = 1;
}

function milliseconds(cpu) {
  return Object.fromEntries(Object.entries(cpu).map(([name, s]) => [name, s * 1000]));
}

function boundBy(share, busy) {
  if (share > 0.8) return 'the hosts bind';
  return busy > 0.9 ? 'the processors bind' : 'our waiting binds';
}

function spread(milliseconds) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const [least, median, most] = [0, sorted.length >> 1, sorted.length - 1].map((i) => sorted[i] / 1000);
  return `${least.toFixed(2)} / ${median.toFixed(2)} / ${most.toFixed(2)} s (least, median, most)`;
}

/** 1 where all have the same (Jain, Chiu, Hawe 1984). */
function jain(values) {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum ** 2 / (values.length * values.reduce((total, value) => total + value ** 2, 0));
}
