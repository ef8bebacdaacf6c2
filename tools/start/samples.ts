import type { ArticleRecord } from '@dateline/contracts';
import type { Infrastructure } from '@dateline/infrastructure';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectedOutcomes, ExpectedStory } from '../sample-outlet/manifest.ts';
import type { SampleOutlet } from '../sample-outlet/server.ts';
import type { AuditReport, GatewayClient, StateCounts, Trace } from './gateway-client.ts';
import { tableOf } from './print-table.ts';

type Say = (line: string) => void;

/** What the pipeline made of the samples. */
export interface Found {
  settled: boolean;
  /** Headlines and addresses that nothing shows yet. */
  missing: string[];
  audit: AuditReport | undefined;
  traces: Trace[];
  articles: ArticleRecord[];
}

const SETTLE_TIMEOUT_MS = 120_000;
const POLL_MS = 1000;

/**
 * Settings for a run with the samples: the local outlet may be fetched, and is polled every few seconds. On a Kafka and a MongoDB
 * that outlive the run the samples keep to names of their own.
 */
export function sampleSettings(kind: Infrastructure['kind']): Record<string, string> {
  const paces = {
    FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
    FEED_INTERVAL_SECONDS: '10',
    FEED_MIN_INTERVAL_SECONDS: '2',
    FEED_MAX_INTERVAL_SECONDS: '10',
    HOST_MIN_GAP_MS: '50',
    PAGE_RETRY_BASE_SECONDS: '1',
    PAGE_MAX_ATTEMPTS: '3',
  };
  const run = `sample-${randomBytes(3).toString('hex')}`;
  const names: Record<string, string> =
    kind === 'embedded' ? {} : { KAFKA_PREFIX: `${run}.`, MONGODB_DB: `dateline-${run}` };
  const set = Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return {
    ...paces,
    ...names,
    ...Object.fromEntries(set.filter(([name]) => name in paces || name in names)),
  };
}

/** Has the gateway follow the feeds of the sample outlets. */
export async function followSamples(gateway: GatewayClient, outlet: SampleOutlet, say: Say): Promise<void> {
  for (const feed of outlet.feeds) {
    await gateway.addFeed(feed);
    say(`feed added: ${feed.title}  ${feed.url}`);
  }
}

/** Waits until everything that the outlets publish has found its end, the update included. */
export async function settle({
  gateway,
  outlet,
  say,
}: {
  gateway: GatewayClient;
  outlet: SampleOutlet;
  say: Say;
}): Promise<Found> {
  let told = '';
  for (const deadline = Date.now() + SETTLE_TIMEOUT_MS; ; await sleep(POLL_MS)) {
    const traces = await gateway.traces();
    const articles = await gateway.articles();
    const missing = missingOf(outlet.expected, traces, articles);
    const late = Date.now() > deadline;
    if (missing.length === 0 || late) {
      const audit = await gateway.audit();
      const moving = audit === undefined || audit.totals.inFlight > 0;
      if (!moving || late)
        return { settled: !moving && missing.length === 0, missing, audit, traces, articles };
    }
    const now = progressOf(traces);
    if (now !== told) say(now);
    told = now;
  }
}

export function printTable(found: Found, outlet: SampleOutlet, say: Say): void {
  const lines = tableOf({ ...found, outlets: outlet.feeds });
  say(`\n${lines.join('\n')}\n`);
}

/** One line: how many articles are known, and where they stand. */
export function progressOf(traces: Trace[]): string {
  return progressLine(
    Object.entries(Object.groupBy(traces, ({ state }) => state)).map(([state, group]) => [
      state.replace('_', ' '),
      group?.length ?? 0,
    ]),
  );
}

/** The same line from counts. */
export function countsLine({ deadLettered, inFlight, ...rest }: StateCounts): string {
  return progressLine(Object.entries({ ...rest, 'dead lettered': deadLettered, 'in flight': inFlight }));
}

function progressLine(counts: [state: string, count: number][]): string {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const told = counts
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([state, count]) => `${count} ${state}`);
  return `${all} articles discovered${told.length > 0 ? `: ${told.join(', ')}` : ''}`;
}

/**
 * What the outlets publish and the ledger and the articles do not show yet. A story under several addresses is one article, known by
 * whichever address came first.
 */
function missingOf(
  { stories, refused }: ExpectedOutcomes,
  traces: Trace[],
  articles: ArticleRecord[],
): string[] {
  const ended = new Set(traces.filter(({ state }) => state !== 'in_flight').map(({ url }) => url));
  const versionOf = new Map(articles.map(({ url, version }) => [url, version]));
  const isThere = ({ url, otherAddresses, copies, versions }: ExpectedStory) => {
    const address = [url, ...otherAddresses].find((one) => ended.has(one));
    if (address === undefined) return false;
    const isCurrent = versions === 1 || (versionOf.get(address) ?? 0) >= versions;
    return isCurrent && copies.every((copy) => ended.has(copy));
  };
  return [
    ...stories.filter((story) => !isThere(story)).map(({ headline }) => headline),
    ...refused.filter(({ url }) => !ended.has(url)).map(({ url }) => url),
  ];
}
