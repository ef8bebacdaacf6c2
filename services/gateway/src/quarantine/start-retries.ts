import { Counter } from '@dateline/observability';
import { ChangeLog } from '../access/change-log.js';
import type { GatewayContext } from '../gateway.context.js';
import { ScheduledJob } from '../schedule/scheduled-job.js';
import type { Quarantine } from './quarantine.js';
import { retryGroups } from './retry-groups.js';

/** Has groups of dead letters put back by themselves when the version of their service changes. */
export function startRetries(
  { database, registry, settings, onStart, onStop }: GatewayContext,
  quarantine: Quarantine,
): void {
  const now = () => new Date();
  const retried = new Counter({
    name: 'dateline_dead_letters_retried_total',
    help: 'Dead letters that were put back by themselves because their service runs in another version now',
    labelNames: ['service'],
    registers: [registry],
  });
  const job = new ScheduledJob(
    database.jobs,
    {
      name: 'dead-letter-retry',
      pauseMs: settings.DEAD_LETTER_RETRY_SECONDS * 1_000,
      run: () =>
        retryGroups({
          quarantine,
          versions: database.serviceVersions,
          retries: database.groupRetries,
          log: new ChangeLog(database.operatorChanges, now),
          now,
          onRetry: ({ service, releasable }) => {
            retried.inc({ service }, releasable);
          },
        }),
    },
    now,
  );
  onStart(() => Promise.resolve(job.start()));
  onStop(() => job.stop());
}
