import { polledGauges, type Registry } from '@dateline/observability';
import type { Database } from '@dateline/storage';

const MAX_AGE_MS = 15_000;

const labelled = (counts: Record<string, number>, name: string, all: readonly string[] = []) =>
  Object.entries({ ...Object.fromEntries(all.map((word) => [word, 0])), ...counts }).map(([word, value]) => ({
    labels: { [name]: word },
    value,
  }));

/** Gauges over all feeds. Every replica reports the same values. */
export function feedGauges(
  registry: Registry,
  { database, now }: { database: Pick<Database, 'connected' | 'feedOverview'>; now: () => Date },
): void {
  polledGauges({
    registry,
    read: async () => (database.connected ? database.feedOverview.read(now()) : null),
    maxAgeMs: MAX_AGE_MS,
    gauges: [
      {
        name: 'dateline_feeds',
        help: 'Feeds by state',
        labelNames: ['state'],
        values: ({ states }) =>
          labelled(states, 'state', ['active', 'failing', 'flooding', 'paused', 'gone']),
      },
      {
        name: 'dateline_feeds_volume',
        help: 'Polled feeds by the state of their volume: learning, ok, silent or drop',
        labelNames: ['state'],
        values: ({ volumes }) => labelled(volumes, 'state', ['learning', 'ok', 'silent', 'drop']),
      },
      {
        name: 'dateline_feeds_with_problem',
        help: 'Polled feeds by what is wrong with what they send: damaged or flooding',
        labelNames: ['problem'],
        values: ({ problems }) => labelled(problems, 'problem', ['damaged', 'flooding']),
      },
      {
        name: 'dateline_feeds_without_success',
        help: 'Polled feeds whose last successful poll is further back than that',
        labelNames: ['longer_than'],
        values: ({ withoutSuccess }) => labelled(withoutSuccess, 'longer_than'),
      },
      {
        name: 'dateline_feed_last_success_age_seconds',
        help: 'Time since the last success of the polled feed that has waited longest for one',
        values: ({ longestWaitSeconds }) => [{ value: longestWaitSeconds }],
      },
      {
        name: 'dateline_feed_schedule_delay_seconds',
        help: 'Time by which the feed is late that has been due longest',
        values: ({ longestDelaySeconds }) => [{ value: longestDelaySeconds }],
      },
    ],
  });
}
