import { REPEAT_REASONS, type StageOutcome } from '@dateline/contracts';
import type { Trace, TraceStep } from '@dateline/storage';

/** The place of an outcome in its topic. All outcomes of an article share a partition. */
export interface OutcomePosition {
  partition: number;
  offset: string;
}

/** The most steps that a trace keeps; the latest stay. */
const MAX_STEPS = 200;

/**
 * Adds one outcome to an article's trace. Pure, and safe to repeat: an outcome at or before the last offset
 * changes nothing. If one stage reports several outcomes for one event, the first counts, unless it was a
 * dead letter that was replayed.
 */
export function applyOutcome(
  trace: Trace | null,
  outcome: StageOutcome & { articleId: string },
  at: OutcomePosition,
): Trace {
  if (trace && !isLater(at, trace.lastOutcome)) return trace;
  const step = stepOf(outcome);
  const earlier = trace?.steps.find((s) => s.key === step.key);
  const before = trace ?? newTrace(outcome);
  const seen = {
    ...before,
    lastOutcome: at,
    updatedAt: step.at,
    url: before.url ?? outcome.url,
    feedId: before.feedId ?? outcome.feedId,
  };
  const repeats = outcome.outcome === 'duplicate' && REPEAT_REASONS.includes(outcome.reason ?? '');
  const settledBefore =
    earlier !== undefined && earlier.outcome !== 'dead_lettered' && outcome.stage !== 'replay';
  if (settledBefore) return seen;
  const steps = [...before.steps.filter((s) => s !== earlier), step].slice(-MAX_STEPS);
  if (repeats)
    return {
      ...seen,
      steps,
      ...(outcome.stage === 'schedule'
        ? { sightings: before.sightings + 1 }
        : settleRefresh(before, outcome)),
    };
  return { ...seen, steps, ...moveState(before, outcome, step) };
}

/** An indexed article stays indexed. A later fetch that fails or brings a copy only ends the refresh. */
function moveState(before: Trace, outcome: StageOutcome, step: TraceStep): Partial<Trace> {
  const ended = outcome.outcome !== 'emitted';
  const indexed = outcome.stage === 'index' && outcome.outcome === 'emitted';
  if (indexed) {
    const decided = { state: 'indexed' as const, reason: null, duplicateOf: null, stage: outcome.stage };
    return { ...decided, indexedAt: before.indexedAt ?? step.at, refreshing: false };
  }
  if (outcome.stage === 'withdraw') return {};
  // A sighting by another feed changes no state. If its page must be fetched, the outcome of `schedule`
  // says so.
  if (outcome.stage === 'discover' && before.steps.length > 0) return {};
  if (before.state === 'indexed') return { refreshing: !ended };
  const state = outcome.outcome === 'emitted' ? ('in_flight' as const) : outcome.outcome;
  return {
    state,
    reason: outcome.reason,
    duplicateOf: outcome.duplicateOf,
    stage: outcome.stage,
    refreshing: false,
  };
}

/** A refresh usually ends with "unchanged", a late one with "superseded". */
function settleRefresh(before: Trace, outcome: StageOutcome): Partial<Trace> {
  const ends = outcome.reason === 'unchanged' || outcome.reason === 'superseded';
  return ends && before.state === 'indexed' ? { refreshing: false } : {};
}

function newTrace(outcome: StageOutcome & { articleId: string }): Trace {
  const at = new Date(outcome.occurredAt);
  return {
    articleId: outcome.articleId,
    url: outcome.url,
    feedId: outcome.feedId,
    day: outcome.occurredAt.slice(0, 10),
    state: 'in_flight',
    reason: null,
    duplicateOf: null,
    stage: outcome.stage,
    refreshing: false,
    discoveredAt: at,
    updatedAt: at,
    indexedAt: null,
    steps: [],
    rev: 0,
    sightings: 1,
    lastOutcome: null,
  };
}

function stepOf(outcome: StageOutcome): TraceStep {
  return {
    key: `${outcome.stage}:${outcome.eventId ?? outcome.input?.offset ?? ''}`,
    stage: outcome.stage,
    outcome: outcome.outcome,
    reason: outcome.reason,
    detail: outcome.detail,
    duplicateOf: outcome.duplicateOf,
    eventId: outcome.eventId,
    attempts: outcome.attempts,
    service: outcome.service,
    version: outcome.version,
    at: new Date(outcome.occurredAt),
  };
}

function isLater(at: OutcomePosition, last: OutcomePosition | null): boolean {
  return !last || at.partition !== last.partition || BigInt(at.offset) > BigInt(last.offset);
}
