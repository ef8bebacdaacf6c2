/** `npm start`: Kafka, MongoDB and all services, with the sample outlets or with real feeds. `--help` tells the options. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startInfrastructure } from './infrastructure/index.ts';
import { startSampleOutlet } from './sample-outlet/server.ts';
import { dropSampleData } from './start/drop-sample-data.ts';
import { GatewayClient } from './start/gateway-client.ts';
import { colour, logPrinter } from './start/log-lines.ts';
import { readOptions, USAGE, UsageError } from './start/options.ts';
import { followFeeds, readFeedArguments } from './start/real-feeds.ts';
import { followSamples, printTable, progressOf, sampleSettings, settle } from './start/samples.ts';
import { planServices, startServices } from './start/services.ts';
import { Shutdown } from './start/shutdown.ts';

const PROGRESS_MS = 5000;
const startedAt = Date.now();
const say = (line) => console.log(line);
const step = (line) =>
  say(`${colour(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`, 90)}  ${line}`);

const shutdown = new Shutdown(step);
try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!shutdown.isUnderWay) {
    say(error instanceof UsageError ? error.message : colour(error.stack, 31));
    await shutdown.run(1);
  }
}

async function main(options) {
  if (options.help) return say(USAGE);
  const realFeeds = readFeedArguments(options.feeds);
  const plan = await planServices();
  const { services, gateway, outlet } = await bringUp({ options, plan, withSamples: realFeeds.length === 0 });
  const outcome = await Promise.race([
    realFeeds.length > 0
      ? workOnFeeds(gateway, realFeeds, options)
      : workOnSamples({ gateway, outlet, plan, options }),
    services.firstEnd,
  ]);
  if (shutdown.isUnderWay) return;
  if (outcome.name)
    throw new UsageError(
      `The ${outcome.name} ended by itself (${outcome.signal ?? outcome.code}); stopping everything.`,
    );
  await shutdown.run(outcome.exitCode);
}

async function bringUp({ options, plan, withSamples }) {
  const infrastructure = await startInfrastructure({
    log: step,
    preference: 'compose',
    dataDir: options.data,
  });
  shutdown.add('Kafka and MongoDB', infrastructure);
  const env = {
    ...(withSamples ? sampleSettings(infrastructure.kind) : {}),
    KAFKA_BROKERS: infrastructure.kafkaBrokers,
    MONGODB_URI: infrastructure.mongodbUri,
  };
  if (env.KAFKA_PREFIX?.startsWith('sample-'))
    shutdown.add('sample data', { stop: () => dropSampleData(env) });
  const outlet = withSamples ? await startSampleOutlet() : undefined;
  if (outlet) shutdown.add('sample outlets', outlet);
  const services = startServices({ plan, env, onLine: logPrinter(options) });
  shutdown.add('services', services);
  step('services: starting');
  await services.ready(({ name, url }) => step(`services: ${name} is ready at ${url}`));
  if (infrastructure.kind === 'embedded' || env.KAFKA_PREFIX) printCommandLine(env);
  return { services, outlet, gateway: new GatewayClient(urlOf(plan, 'gateway')) };
}

/** The samples from the first poll to the table; then, unless it is for once, on and on. */
async function workOnSamples({ gateway, outlet, plan, options }) {
  await followSamples(gateway, outlet, step);
  const found = await settle({ gateway, outlet, say: step });
  printTable(found, outlet, say);
  for (const headline of found.missing) say(`still missing: ${headline}`);
  const { audit } = found;
  step(
    `audit: ${audit === undefined ? 'cannot tell' : audit.balanced ? 'in balance' : 'NOT in balance'}${audit ? `, ${totalsOf(audit)}` : ''}`,
  );
  for (const problem of audit?.problems ?? [])
    say(`  ${problem.check}: ${problem.count} ${problem.sample.join(', ')}`);
  printAddresses(plan);
  if (options.once) return { exitCode: found.settled && audit?.balanced ? 0 : 1 };
  say('\nThe services go on polling. Ctrl-C stops everything.');
  return followProgress(gateway);
}

async function workOnFeeds(gateway, feeds, { once }) {
  if (once) throw new UsageError('--once is for the samples: real feeds have no end.');
  await followFeeds(gateway, feeds, step);
  return followProgress(gateway);
}

/** A line whenever the counts have changed; ends with the launcher. */
async function followProgress(gateway) {
  for (let told = ''; ; await sleep(PROGRESS_MS)) {
    const traces = await gateway.traces(100_000).catch(() => undefined);
    const now = traces ? progressOf(traces) : told;
    if (now !== told) step(now);
    told = now;
  }
}

/** The stores of this run have ports or names of their own: the command line must be told them. */
function printCommandLine({ KAFKA_BROKERS, MONGODB_URI, KAFKA_PREFIX, MONGODB_DB }) {
  const settings = Object.entries({ KAFKA_BROKERS, MONGODB_URI, KAFKA_PREFIX, MONGODB_DB });
  const given = settings.filter(([, value]) => value).map(([name, value]) => `${name}='${value}'`);
  step(`command line: ${given.join(' ')} npm run dateline -- audit`);
}

function totalsOf({ totals }) {
  const { discovered, indexed, duplicate, rejected, deadLettered, inFlight } = totals;
  return `${discovered} discovered = ${indexed} indexed + ${duplicate} duplicate + ${rejected} rejected + ${deadLettered} dead-lettered + ${inFlight} in flight`;
}

const urlOf = (plan, service) => plan.find(({ name }) => name === service).url;

function printAddresses(plan) {
  const gateway = urlOf(plan, 'gateway');
  say(`
API       ${gateway}/articles   ${gateway}/feeds   ${gateway}/audit
API docs  ${gateway}/docs
health    ${plan.map(({ url }) => `${url}/health/ready`).join('   ')}
metrics   ${plan.map(({ url }) => `${url}/metrics`).join('   ')}`);
}
