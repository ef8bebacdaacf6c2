import { Counter, polledGauges } from '@dateline/observability';
import type { KafkaClient, KafkaNames } from '@dateline/messaging';
import type { GatewayContext } from '../gateway.context.js';
import { ScheduledJob } from '../schedule/scheduled-job.js';
import { Reconciler } from './reconciler.js';
import type { Reconciliation } from './reconciliation.types.js';

/** Name of the job whose report the API and the metrics show. */
export const RECONCILE_JOB = 'reconcile';

const MAX_AGE_MS = 10_000;

/** Has articles that got lost on their way put back at their time, in one replica, and shows what was found in all of them. */
export function startReconciler(
  { database, publisher, registry, settings, onStart, onStop }: GatewayContext,
  { client, names }: { client: KafkaClient; names: KafkaNames },
): void {
  const now = () => new Date();
  const putBack = new Counter({
    name: 'dateline_articles_put_back_total',
    help: 'Articles that got lost on their way and were put back, by the stage that was to take them',
    labelNames: ['stage'],
    registers: [registry],
  });
  const reconciler = new Reconciler({
    ...{ stores: database, publisher, now, kafka: client, names },
    boundMs: settings.IN_FLIGHT_MAX_MINUTES * 60_000,
  });
  const run = async () => {
    const report = await reconciler.run();
    await database.jobs.keepReport(RECONCILE_JOB, report);
    for (const { stage, cause, count } of report.counts) if (cause === 'lost') putBack.inc({ stage }, count);
  };
  const pauseMs = settings.RECONCILE_SECONDS * 1_000;
  const job = new ScheduledJob(database.jobs, { name: RECONCILE_JOB, pauseMs, run }, now);
  onStart(() => Promise.resolve(job.start()));
  onStop(() => job.stop());
  polledGauges({
    registry,
    maxAgeMs: MAX_AGE_MS,
    read: () => database.jobs.lastReport<Reconciliation>(RECONCILE_JOB),
    gauges: [
      {
        name: 'dateline_unaccounted_articles',
        help: 'Articles that have been on their way for longer than IN_FLIGHT_MAX_MINUTES without waiting for their time, as the last run of the reconciler found them',
        labelNames: ['stage', 'cause'],
        values: ({ counts }) =>
          counts.length === 0
            ? [{ labels: { stage: 'none', cause: 'none' }, value: 0 }]
            : counts.map(({ stage, cause, count }) => ({ labels: { stage, cause }, value: count })),
      },
      {
        name: 'dateline_reconcile_last_timestamp_seconds',
        help: 'When the reconciler last ran, Unix time',
        values: ({ checkedAt }) => [{ value: Date.parse(checkedAt) / 1_000 }],
      },
    ],
  });
}
