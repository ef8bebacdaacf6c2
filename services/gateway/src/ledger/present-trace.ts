import type { Trace, TraceStep } from '@dateline/storage';

/** The trace without the fields that only the ledger's writer needs. */
export function presentTrace(trace: Trace) {
  const { articleId, url, feedId, day, state, reason, duplicateOf, stage, refreshing, sightings } = trace;
  const { discoveredAt, updatedAt, indexedAt } = trace;
  const about = { articleId, url, feedId, day, state, reason, duplicateOf, stage, refreshing };
  return { ...about, discoveredAt, updatedAt, indexedAt, steps: trace.steps.map(presentStep), sightings };
}

function presentStep(step: TraceStep) {
  const { key, stage, outcome, reason, detail, duplicateOf, eventId, attempts, service, version, at } = step;
  return { key, stage, outcome, reason, detail, duplicateOf, eventId, attempts, service, version, at };
}
