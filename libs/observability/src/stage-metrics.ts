import { Counter, Histogram, type Registry } from 'prom-client';

/** Counters of every stage, in the terms of the outcomes topic. */
export interface StageMetrics {
  settled(stage: string, outcome: string, reason: string | null): void;
  retried(stage: string, code: string): void;
  chunkDone(stage: string, messages: number, seconds: number): void;
}

/** Registers the stage metrics. Every message is counted once, by its outcome. */
export function stageMetrics(registry: Registry): StageMetrics {
  const outcomes = new Counter({
    name: 'dateline_stage_messages_total',
    help: 'Messages by stage and outcome; reason as in the outcomes topic',
    labelNames: ['stage', 'outcome', 'reason'],
    registers: [registry],
  });
  const retries = new Counter({
    name: 'dateline_stage_retries_total',
    help: 'Tries that failed and are repeated, by error code',
    labelNames: ['stage', 'code'],
    registers: [registry],
  });
  const chunks = new Histogram({
    name: 'dateline_stage_transaction_duration_seconds',
    help: 'Time from the first message of a Kafka transaction to its commit',
    labelNames: ['stage'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    settled: (stage, outcome, reason) => {
      outcomes.inc({ stage, outcome, reason: reason ?? '' });
    },
    retried: (stage, code) => {
      retries.inc({ stage, code });
    },
    chunkDone: (stage, messages, seconds) => {
      if (messages > 0) chunks.observe({ stage }, seconds);
    },
  };
}
