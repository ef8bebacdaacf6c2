import { setTimeout as sleep } from 'node:timers/promises';
import { SIZES, USUAL } from '../../tools/service-sizes.ts';
import { checkFacts } from './checks.ts';
import { Estate } from './estate.ts';
import { expectedStories, unsettled, type ExpectedStory, type Facts } from './facts.ts';
import { Fleet } from './fleet.ts';
import { ForeignMessages } from './foreign-messages.ts';
import { Newsroom } from './outlets/newsroom.ts';
import type { FaultOptions } from './options.ts';
import { readPublished, readStored } from './oracle.ts';
import { OrderDesk } from './order-desk.ts';
import { planStorm } from './plan-storm.ts';
import { planStories, WAVES } from './outlets/plan-stories.ts';
import { printReport } from './print-report.ts';
import { Storm } from './storm.ts';

/** Longest time in which no story moves, and longest time in all, until what is open is taken for stuck. */
const STILL_MS = 180_000;
const SETTLE_MS = 1_200_000;
const TELL_MS = 30_000;
const LOOK_MS = 3000;
/** Notes of copies may still be on their way when every article has its end. */
const LOOKS_AT_TOPICS = 3;

interface Run {
  seed: number;
  folder: string;
  options: FaultOptions;
  say: (line: string) => void;
}

/** One storm from a bare start to its report; answers whether every check holds. */
export async function runSeed({ seed, folder, options, say }: Run): Promise<boolean> {
  const stories = planStories(seed, options.articles);
  const newsroom = await Newsroom.open(stories);
  const estate = await Estate.start({ folder, log: say, withDisks: !options.calm });
  const fleet = new Fleet({ folder, environment: estate.environment });
  const expected = expectedStories(stories, (story) => newsroom.urlOf(story));
  const desk = new OrderDesk(
    fleet,
    expected.filter(({ story }) => story.order !== undefined),
  );
  try {
    await fleet.start();
    for (const url of newsroom.feeds) await fleet.ask('/feeds', { method: 'POST', body: { url } });
    say('all replicas are ready; the storm begins');
    desk.open();
    const foreign = new ForeignMessages(estate.kafka.brokers);
    const storm = new Storm({ fleet, estate, foreign }, say);
    const plan = options.calm ? { services: [], stores: [] } : planStorm(seed, options);
    await Promise.all([storm.rage(plan), publishWaves(newsroom, options.minutes)]);
    const overAt = Date.now();
    say(`the storm is over after ${storm.records.length} faults; waiting for all to settle`);
    const isSettled = await settle(estate, expected, { desk, say });
    const settledAfter = isSettled ? (Date.now() - overAt) / 1000 : null;
    const recoveries = storm.records.map(({ recovery }) => recovery ?? Infinity);
    const rest: RestOfFacts = {
      stories: expected,
      garbage: foreign.written,
      settledAfter,
      slowestRecovery: Math.max(0, ...recoveries),
      failedFaults: storm.records.flatMap(({ kind, problem }) => (problem ? [`${kind}: ${problem}`] : [])),
    };
    const facts = await gather({ estate, fleet, rest, say });
    const findings = checkFacts(facts);
    printReport({ faults: storm.records, left: [...storm.left], findings, facts }, say);
    say(`${newsroom.pageRequests} requests for pages, ${foreign.repeated} genuine messages repeated`);
    return findings.every(({ problems }) => problems.length === 0);
  } finally {
    await desk.close();
    await fleet.stop();
    await estate.stop();
    await newsroom.close();
  }
}

async function publishWaves(newsroom: Newsroom, minutes: number): Promise<void> {
  for (let wave = 0; wave < WAVES; wave++) {
    newsroom.publish(wave);
    if (wave < WAVES - 1) await sleep((minutes * 60_000) / WAVES);
  }
}

async function settle(
  estate: Estate,
  expected: readonly ExpectedStory[],
  { desk, say }: { desk: OrderDesk; say: (line: string) => void },
): Promise<boolean> {
  const startedAt = Date.now();
  let movedAt = startedAt;
  let toldAt = startedAt;
  let last: string[] = [];
  while (Date.now() - movedAt < STILL_MS && Date.now() - startedAt < SETTLE_MS) {
    const open = unsettled(await readStored(estate), expected);
    if (open.length === 0 && desk.isDone) return true;
    if (open.join() !== last.join()) movedAt = Date.now();
    last = open;
    if (Date.now() - toldAt >= TELL_MS) {
      toldAt = Date.now();
      say(
        `  ${open.length} stories and ${desk.left} orders are open, such as ${open.slice(0, 2).join('; ')}`,
      );
    }
    await sleep(LOOK_MS);
  }
  say(
    `not settled: ${last.length} stories and ${desk.left} orders, first ${last.slice(0, 5).join('; ')}; the last moved ${Math.round((Date.now() - movedAt) / 1000)} s ago`,
  );
  return false;
}

type RestOfFacts = Pick<Facts, 'stories' | 'garbage' | 'settledAfter' | 'slowestRecovery' | 'failedFaults'>;

async function gather({
  estate,
  fleet,
  rest,
  say,
}: {
  estate: Estate;
  fleet: Fleet;
  rest: RestOfFacts;
  say: (line: string) => void;
}): Promise<Facts> {
  const audit = (await fleet
    .ask('/audit', { timeoutMs: 180_000 })
    .catch((error: unknown) => ({ failed: String(error) }))) as Facts['audit'];
  const unready: string[] = [];
  for (const replica of fleet.replicas) {
    const why = await replica.whyNotReady();
    if (why !== null) unready.push(`${replica.name}: ${why}`);
  }
  const memory = [...fleet.peaks].map(([service, peakMb]) => ({
    service,
    peakMb,
    limitMb: mebibytes(SIZES[service]?.memoryLimit ?? USUAL.memoryLimit),
  }));
  for (let look = 1; ; look++) {
    const facts: Facts = {
      ...rest,
      ...(await readStored(estate)),
      published: await readPublished(estate, say),
      audit,
      unready,
      badEnds: fleet.badEnds,
      memory,
    };
    if (look === LOOKS_AT_TOPICS || checkFacts(facts).every(({ problems }) => problems.length === 0))
      return facts;
    await sleep(LOOK_MS * 3);
  }
}

const mebibytes = (size: string): number => Number.parseInt(size, 10) * (size.endsWith('Gi') ? 1024 : 1);
