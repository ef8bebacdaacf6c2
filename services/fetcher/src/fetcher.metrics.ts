import { Counter, Gauge, Histogram, type Registry } from '@dateline/observability';
import type { Database } from '@dateline/storage';

/** What the fetcher counts beside the stage metrics. */
export interface FetcherMetrics {
  /** `outcome`: read, unchanged, not_modified or the class of the failure. */
  feedPolled(
    outcome: string,
    seconds: number,
    entries: { newEntries: number; changedEntries: number; withoutUrl: number },
  ): void;
  /** `outcome`: emitted, retry or the reason of the rejection. */
  pageFetched(outcome: string): void;
}

/** Registers the fetcher's metrics; the frontier is counted when it is asked for. */
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
    help: 'Tries of article pages by outcome: emitted, retry or the reason of the rejection',
    labelNames: ['outcome'],
    registers,
  });
  countFrontier(registers, database);
  return {
    feedPolled: (outcome, seconds, { newEntries, changedEntries, withoutUrl }) => {
      polls.inc({ outcome });
      durations.observe(seconds);
      entries.inc({ kind: 'new' }, newEntries);
      entries.inc({ kind: 'changed' }, changedEntries);
      entries.inc({ kind: 'without_url' }, withoutUrl);
    },
    pageFetched: (outcome) => {
      pages.inc({ outcome });
    },
  };
}

/** Counts of the whole frontier, the same from every replica. Without MongoDB there is no value rather than a stale one. */
function countFrontier(registers: Registry[], database: Pick<Database, 'connected' | 'frontier'>): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const dueHosts = gauge('dateline_frontier_due_hosts', 'Sites with a feed or page whose time has come');
  const leasedHosts = gauge('dateline_frontier_leased_hosts', 'Sites that a replica holds');
  new Gauge({
    name: 'dateline_frontier_waiting_pages',
    help: 'Pages to fetch, now or later',
    registers,
    async collect() {
      const counts = database.connected ? await database.frontier.counts().catch(() => null) : null;
      this.set(counts?.waitingPages ?? Number.NaN);
      dueHosts.set(counts?.dueHosts ?? Number.NaN);
      leasedHosts.set(counts?.leasedHosts ?? Number.NaN);
    },
  });
}
