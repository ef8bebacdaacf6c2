import type { EntryAccount } from '@dateline/contracts';
import { Counter, Gauge, Histogram, type Registry } from '@dateline/observability';
import type { CheckVerdict, Database } from '@dateline/storage';
import { accountMetrics, type AccountMetrics } from './account.metrics.js';
import { meterMetrics, type MeterMetrics } from './meter.metrics.js';

/** The fetcher's metrics besides the stage metrics. */
export interface FetcherMetrics extends MeterMetrics, AccountMetrics {
  /** `outcome`: read, unchanged, not_modified or the class of the failure. */
  feedPolled(
    outcome: string,
    seconds: number,
    entries: { newEntries: number; changedEntries: number; account: EntryAccount },
  ): void;
  /**
   * `outcome`: emitted, feed_content (the feed's text replaces the page), retry or the reason of the
   * rejection.
   */
  pageFetched(outcome: string): void;
  /** Changes that wait because their article changes too often. */
  pagesDamped(count: number): void;
  parametersChecked(verdict: CheckVerdict): void;
}

/** Registers the fetcher's metrics. The frontier is counted on each scrape. */
export function fetcherMetrics(
  registry: Registry,
  database: Pick<Database, 'connected' | 'frontier'>,
): FetcherMetrics {
  const registers = [registry];
  const polls = new Counter({
    name: 'dateline_feed_fetch_total',
    help: 'Polls of feeds by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'dateline_feed_fetch_duration_seconds',
    help: 'Time from the request for a feed to its parsed entries',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const entries = new Counter({
    name: 'dateline_feed_entries_total',
    help: 'Entries of feeds: new, changed, or without a usable address and therefore left out',
    labelNames: ['kind'],
    registers,
  });
  const pages = new Counter({
    name: 'dateline_page_fetch_total',
    help: 'Tries of article pages by outcome: emitted, feed_content, retry or the reason of the rejection',
    labelNames: ['outcome'],
    registers,
  });
  const damped = new Counter({
    name: 'dateline_page_changes_damped_total',
    help: 'Changes of articles that wait because their article changes too often; the last state is read',
    registers,
  });
  countFrontier(registers, database);
  return {
    ...meterMetrics(registers),
    ...accountMetrics(registers),
    ...checkMetrics(registers),
    feedPolled: (outcome, seconds, { newEntries, changedEntries, account }) => {
      polls.inc({ outcome });
      durations.observe(seconds);
      entries.inc({ kind: 'new' }, newEntries);
      entries.inc({ kind: 'changed' }, changedEntries);
      const { no_address: noAddress = 0, not_http: notHttp = 0 } = account.skipped;
      entries.inc({ kind: 'without_url' }, noAddress + notHttp);
    },
    pageFetched: (outcome) => {
      pages.inc({ outcome });
    },
    pagesDamped: (count) => {
      damped.inc(count);
    },
  };
}

function checkMetrics(registers: Registry[]): Pick<FetcherMetrics, 'parametersChecked'> {
  const checks = new Counter({
    name: 'dateline_url_parameter_checks_total',
    help: 'Checks of parameters that the rules drop, by verdict: selects, same, unsteady or unreachable',
    labelNames: ['verdict'],
    registers,
  });
  return {
    parametersChecked: (verdict) => {
      checks.inc({ verdict });
    },
  };
}

type FrontierCounts = Awaited<ReturnType<Database['frontier']['counts']>>;

/**
 * Counts over the whole frontier; every replica reports the same. They are read once per scrape. Without
 * MongoDB there is no value instead of an old one.
 */
function countFrontier(registers: Registry[], database: Pick<Database, 'connected' | 'frontier'>): void {
  let reading: Promise<FrontierCounts | null> | null = null;
  const read = async () => (database.connected ? database.frontier.counts().catch(() => null) : null);
  const counts = () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  const gauge = (field: keyof FrontierCounts, name: string, help: string) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const found = await counts();
        if (found) this.set(found[field]);
        else this.remove();
      },
    });
  gauge('waitingPages', 'dateline_frontier_waiting_pages', 'Pages to fetch, now or later');
  gauge('dueHosts', 'dateline_frontier_due_hosts', 'Sites with a feed or page whose time has come');
  gauge('leasedHosts', 'dateline_frontier_leased_hosts', 'Sites that a replica holds');
}
