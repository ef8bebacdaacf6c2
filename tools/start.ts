/** `npm start`: Kafka, MongoDB and all services, with the sample outlets or with real feeds. `--help` tells the options. */
import type { ServiceName } from '@dateline/contracts';
import { startInfrastructure, type Infrastructure } from '@dateline/infrastructure';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkSettings } from './start/check-settings.ts';
import { startSampleOutlet, type SampleOutlet } from './sample-outlet/server.ts';
import { dropSampleData } from './start/drop-sample-data.ts';
import { apiKeyFileOf, readApiKey } from './start/api-key.ts';
import { GatewayClient, type AuditReport } from './start/gateway-client.ts';
import { colour, logPrinter } from './start/log-lines.ts';
import { keptBy } from './start/kept-by.ts';
import { readOptions, USAGE, UsageError, type StartOptions } from './start/options.ts';
import { followFeeds, readFeedArguments, type FeedArgument } from './start/real-feeds.ts';
import { countsLine, followSamples, printTable, sampleSettings, settle } from './start/samples.ts';
import { planServices, startServices, type PlannedService, type RunningServices } from './start/services.ts';
import { Shutdown } from './start/shutdown.ts';

const PROGRESS_MS = 5000;
const startedAt = Date.now();
const say = (line: string): void => console.log(line);
const step = (line: string): void =>
  say(`${colour(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`, 90)}  ${line}`);

const shutdown = new Shutdown(step);
try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!shutdown.isUnderWay) {
    say(error instanceof UsageError ? error.message : colour(describe(error), 31));
    await shutdown.run(1);
  }
}

/** One line; the stack is for who asks for every line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.argv.includes('--verbose') ? (error.stack ?? error.message) : error.message;
}

async function main(options: StartOptions): Promise<void> {
  if (options.help) return say(USAGE);
  const realFeeds = readFeedArguments(options.feeds);
  const plan = await planServices();
  await checkSettings();
  const { services, gateway, outlet, kept } = await bringUp({
    options,
    plan,
    withSamples: realFeeds.length === 0,
  });
  const outcome = await Promise.race([
    outlet
      ? workOnSamples({ gateway, outlet, plan, options, kept })
      : workOnFeeds({ gateway, feeds: realFeeds, plan, options, kept }),
    services.firstEnd,
  ]);
  if (shutdown.isUnderWay) return;
  if ('name' in outcome)
    throw new UsageError(
      `The ${outcome.name} ended by itself (${outcome.signal ?? outcome.code}); stopping everything.`,
    );
  await shutdown.run(outcome.exitCode);
}

interface BroughtUp {
  services: RunningServices;
  /** Only with samples. */
  outlet: SampleOutlet | undefined;
  gateway: GatewayClient;
  /** What is left when it ends, in a sentence. */
  kept: string;
}

async function bringUp({
  options,
  plan,
  withSamples,
}: {
  options: StartOptions;
  plan: PlannedService[];
  withSamples: boolean;
}): Promise<BroughtUp> {
  const infrastructure = await startInfrastructure({
    log: step,
    preference: 'compose',
    dataDir: options.data,
  });
  shutdown.add('Kafka and MongoDB', infrastructure);
  const env = {
    ...environmentOf(infrastructure, withSamples),
    ...(await apiKeyFileOf({
      dataDir: options.data,
      isForThisRun: withSamples || infrastructure.kind === 'embedded',
    })),
  };
  const { KAFKA_PREFIX: kafkaPrefix, MONGODB_DB: mongodbName } = env;
  if (kafkaPrefix?.startsWith('sample-') && mongodbName)
    shutdown.add('sample data', {
      stop: () => dropSampleData({ ...infrastructure, kafkaPrefix, mongodbName }),
    });
  const outlet = withSamples ? await startSampleOutlet() : undefined;
  if (outlet) shutdown.add('sample outlets', outlet);
  const services = startServices({ plan, env, onLine: logPrinter(options) });
  shutdown.add('services', services);
  step('services: starting');
  await services.ready(({ name, url }) => step(`services: ${name} is ready at ${url}`));
  say(`\nThe console is at ${urlOf(plan, 'gateway')}/\n`);
  if (infrastructure.kind === 'embedded' || kafkaPrefix)
    printCommandLine({ ...env, DATELINE_URL: urlOf(plan, 'gateway') });
  const kept = keptBy(infrastructure.kind, { data: options.data, withSamples });
  return {
    kept,
    services,
    outlet,
    gateway: new GatewayClient(urlOf(plan, 'gateway'), await readApiKey(env)),
  };
}

function environmentOf(infrastructure: Infrastructure, withSamples: boolean): Record<string, string> {
  return {
    ...(withSamples ? sampleSettings(infrastructure.kind) : {}),
    KAFKA_BROKERS: infrastructure.kafkaBrokers,
    MONGODB_URI: infrastructure.mongodbUri,
  };
}

/** The samples from the first poll to the table; then, unless it is for once, on and on. */
async function workOnSamples({
  gateway,
  outlet,
  plan,
  options,
  kept,
}: {
  gateway: GatewayClient;
  outlet: SampleOutlet;
  plan: PlannedService[];
  options: StartOptions;
  kept: string;
}): Promise<{ exitCode: number }> {
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
  say(`\nThe services go on polling. Ctrl-C stops everything. ${kept}`);
  return followProgress(gateway);
}

async function workOnFeeds({
  gateway,
  feeds,
  plan,
  options,
  kept,
}: {
  gateway: GatewayClient;
  feeds: FeedArgument[];
  plan: PlannedService[];
  options: StartOptions;
  kept: string;
}): Promise<never> {
  if (options.once) throw new UsageError('--once is for the samples: real feeds have no end.');
  await followFeeds(gateway, feeds, step);
  printAddresses(plan);
  say(`\nThe services go on polling. Ctrl-C stops everything. ${kept}`);
  return followProgress(gateway);
}

/** A line whenever the counts have changed; ends with the launcher. */
async function followProgress(gateway: GatewayClient): Promise<never> {
  for (let told = ''; ; await sleep(PROGRESS_MS)) {
    const counts = await gateway.countsSince(new Date(startedAt)).catch(() => undefined);
    const now = counts ? countsLine(counts) : told;
    if (now !== told) step(now);
    told = now;
  }
}

/** The stores of this run have ports or names of their own: the command line must be told them. */
function printCommandLine(env: Record<string, string>): void {
  const names = [
    'DATELINE_URL',
    'KAFKA_BROKERS',
    'MONGODB_URI',
    'KAFKA_PREFIX',
    'MONGODB_DB',
    'API_KEY_FILE',
  ];
  const given = names.filter((name) => env[name]).map((name) => `${name}='${env[name]}'`);
  step(`command line: ${given.join(' ')} npx dateline status`);
}

function totalsOf({ totals }: AuditReport): string {
  const { discovered, indexed, duplicate, rejected, deadLettered, inFlight } = totals;
  return `${discovered} discovered = ${indexed} indexed + ${duplicate} duplicate + ${rejected} rejected + ${deadLettered} dead-lettered + ${inFlight} in flight`;
}

function urlOf(plan: PlannedService[], service: ServiceName): string {
  const planned = plan.find(({ name }) => name === service);
  if (!planned) throw new Error(`no service is named ${service}`);
  return planned.url;
}

function printAddresses(plan: PlannedService[]): void {
  const gateway = urlOf(plan, 'gateway');
  say(`
console   ${gateway}/
API       ${gateway}/articles   ${gateway}/feeds   ${gateway}/audit
API docs  ${gateway}/docs
health    ${plan.map(({ url }) => `${url}/health/ready`).join('   ')}
metrics   ${plan.map(({ metricsUrl }) => metricsUrl).join('   ')}`);
}
