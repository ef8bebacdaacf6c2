import { Counter, type Registry } from '@dateline/observability';

/** Counts of losses, backfills and hubs. */
export interface MeterMetrics {
  /** A poll had no entry in common with the one before it. */
  lossFound(): void;
  /** Entries that a backfill found. */
  backfilled(entries: number): void;
  /** A search for lost entries ended: closed, exhausted or no_source. */
  backfillEnded(outcome: string): void;
  /**
   * Entries that a hub delivered, and entries that only polls found although a hub should have delivered
   * them.
   */
  hubTallied(entries: { pushed: number; missed: number }): void;
  /** `outcome`: accepted or failed. */
  hubAsked(mode: 'subscribe' | 'unsubscribe', outcome: string): void;
  /** `outcome`: read, unreadable or not_followed. */
  pushRead(outcome: string, newEntries: number): void;
}

/** Registers the counters of losses, backfills and hubs. */
export function meterMetrics(registers: Registry[]): MeterMetrics {
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const losses = counter(
    'dateline_feed_probable_losses_total',
    'Polls that shared no entry with the one before, or brought a damaged document: entries were probably lost',
  );
  const backfilled = counter('dateline_feed_backfilled_entries_total', 'Entries that backfills found');
  const backfills = counter(
    'dateline_feed_backfills_total',
    'Searches for lost entries by how they ended: closed, exhausted or no_source',
    ['outcome'],
  );
  const pushed = counter(
    'dateline_websub_entries_total',
    'Entries of feeds with a hub: pushed, or missed and found by a poll',
    ['found'],
  );
  const asked = counter('dateline_websub_requests_total', 'Requests to hubs by mode and outcome', [
    'mode',
    'outcome',
  ]);
  const reads = counter('dateline_websub_pushes_total', 'Delivered bodies that were read, by outcome', [
    'outcome',
  ]);
  const discovered = counter(
    'dateline_websub_new_entries_total',
    'New entries that delivered bodies brought',
  );
  return {
    lossFound: () => {
      losses.inc();
    },
    backfilled: (entries) => {
      backfilled.inc(entries);
    },
    backfillEnded: (outcome) => {
      backfills.inc({ outcome });
    },
    hubTallied: (entries) => {
      pushed.inc({ found: 'pushed' }, entries.pushed);
      pushed.inc({ found: 'missed' }, entries.missed);
    },
    hubAsked: (mode, outcome) => {
      asked.inc({ mode, outcome });
    },
    pushRead: (outcome, newEntries) => {
      reads.inc({ outcome });
      discovered.inc(newEntries);
    },
  };
}
