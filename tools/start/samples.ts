import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { tableOf } from './print-table.ts';

const SETTLE_TIMEOUT_MS = 120_000;
const POLL_MS = 1000;

/**
 * Settings for a run with the samples: the local outlet may be fetched, and is polled every few seconds. On a Kafka and a MongoDB
 * that outlive the run the samples keep to names of their own.
 */
export function sampleSettings(kind) {
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
  const names = kind === 'embedded' ? {} : { KAFKA_PREFIX: `${run}.`, MONGODB_DB: `dateline-${run}` };
  const set = Object.entries(process.env).filter(([, value]) => value);
  return {
    ...paces,
    ...names,
    ...Object.fromEntries(set.filter(([name]) => name in paces || name in names)),
  };
}

/** Has the gateway follow the feeds of the sample outlets. */
export async function followSamples(gateway, outlet, say) {
  for (const feed of outlet.feeds) {
    await gateway.addFeed(feed);
    say(`feed added: ${feed.title}  ${feed.url}`);
  }
}

/**
 * Waits until everything that the outlets publish has found its end, the update included.
 * @returns {Promise<{ settled: boolean, missing: string[], audit: object | undefined, traces: object[], articles: object[] }>}
 */
export async function settle({ gateway, outlet, say }) {
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

export function printTable(found, outlet, say) {
  const lines = tableOf({ ...found, outlets: outlet.feeds });
  say(`\n${lines.join('\n')}\n`);
}

/** One line: how many articles are known, and where they stand. */
export function progressOf(traces) {
  const counts = Object.entries(Object.groupBy(traces, ({ state }) => state)).sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const told = counts.map(([state, { length }]) => `${length} ${state.replace('_', ' ')}`);
  return `${traces.length} articles discovered${told.length > 0 ? `: ${told.join(', ')}` : ''}`;
}

/**
 * What the outlets publish and the ledger and the articles do not show yet. A story under several addresses is one article, known by
 * whichever address came first.
 */
function missingOf({ stories, refused }, traces, articles) {
  const ended = new Set(traces.filter(({ state }) => state !== 'in_flight').map(({ url }) => url));
  const versionOf = new Map(articles.map(({ url, version }) => [url, version]));
  const isThere = ({ url, otherAddresses, copies, versions }) => {
    const address = [url, ...otherAddresses].find((one) => ended.has(one));
    const isCurrent = versions === 1 || versionOf.get(address) >= versions;
    return address !== undefined && isCurrent && copies.every((copy) => ended.has(copy));
  };
  return [
    ...stories.filter((story) => !isThere(story)).map(({ headline }) => headline),
    ...refused.filter(({ url }) => !ended.has(url)).map(({ url }) => url),
  ];
}
