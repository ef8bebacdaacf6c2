import { stageReader, READERS_ON_THE_WAY } from '@dateline/contracts';
import { createKafka, KafkaNames, readLag, retryWhileNotReady } from '@dateline/messaging';
import { polledGauges } from '@dateline/observability';
import type { ServiceContext } from '@dateline/service';
import { INTAKE_REPORT } from '@dateline/storage';
import type { FetcherSettings } from '../runtime/fetcher.config.js';
import { IntakeGate } from './intake.gate.js';

const PAUSE_MS = 5_000;
/** The ledger is downstream of all of them. */
const READERS = [...READERS_ON_THE_WAY, stageReader('ledger')];

/** The gate with its readings, and what health and metrics say of it. */
export function makeIntake(
  context: ServiceContext<FetcherSettings>,
  { now, stopping }: { now: () => Date; stopping: AbortSignal },
): IntakeGate {
  const { settings, database, registry } = context;
  const kafka = createKafka(context.kafka);
  const names = new KafkaNames(context.kafka.prefix);
  const pairs = READERS.map(({ service, stage, topic }) => ({
    group: names.group(service, stage),
    topic: names.topic(topic),
  }));
  const limits = {
    maxLag: settings.INTAKE_MAX_LAG,
    minFreeDisk: settings.INTAKE_MIN_FREE_DISK_PERCENT / 100,
  };
  const gate = new IntakeGate({
    // What has no limit is not asked for.
    read: async () => {
      const lags = limits.maxLag > 0 ? await retryWhileNotReady(() => readLag(kafka, pairs)) : [];
      return {
        lags: lags.map(({ group, lag }) => ({ group, lag: Number(lag) })),
        freeDisk: limits.minFreeDisk > 0 ? await database.freeDisk() : null,
      };
    },
    limits,
    report: (report) => database.jobs.keepReport(INTAKE_REPORT, report),
    now,
    pauseMs: PAUSE_MS,
    stopping,
  });
  polledGauges({
    registry,
    maxAgeMs: 0,
    read: () => Promise.resolve(gate),
    gauges: [
      {
        name: 'dateline_intake_paused',
        help: '1 while the fetcher takes on no new work, by the limit that is passed',
        labelNames: ['reason'],
        values: (of) =>
          (['lag', 'disk'] as const).map((reason) => ({
            labels: { reason },
            value: Number(of.isPassed(reason)),
          })),
      },
    ],
  });
  // Pausing is no failure: the service is ready, and says what it waits for.
  context.addReadiness({
    name: 'intake',
    check: () => {
      const why = gate.reasons.map(({ detail }) => detail).join('; ');
      return Promise.resolve({
        ready: true,
        detail: gate.isOpen ? 'open' : `no new work is taken on: ${why}`,
      });
    },
  });
  return gate;
}
