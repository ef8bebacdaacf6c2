import type { StageOutcome } from '@dateline/contracts';
import type { StepOrder, Trace, TraceStep } from '@dateline/storage';
import { compareSteps, joinSteps, keptOf, placeOf, stepOf } from './join-steps.js';
import { isRepeat, judgeSteps } from './judge-steps.js';

/** Where an outcome stands in its topic: all outcomes of an article share a partition. */
export interface OutcomePosition {
  partition: number;
  offset: string;
}

export type AttributedOutcome = StageOutcome & { articleId: string };

/**
 * Whether an outcome proves that its article exists. A dead letter may carry a made-up id, and an order to
 * withdraw may name anything.
 */
export const showsArticle = ({ stage, outcome }: StageOutcome): boolean =>
  outcome !== 'dead_lettered' && placeOf(stage) >= 0;

/**
 * Adds one outcome to an article's trace. Pure, and a join: the trace depends on which outcomes were added,
 * not on their order or repetitions. Outcomes of different producers come in any order.
 */
export function applyOutcome(trace: Trace | null, outcome: AttributedOutcome, at: OutcomePosition): Trace {
  if (trace && isSame(at, trace.lastOutcome)) return trace;
  const step = stepOf(outcome);
  const before = trace ?? newTrace(outcome, step);
  const joined = joinSteps(before.steps, step);
  const steps = keptOf(joined);
  const isIndexed = step.stage === 'index' && step.outcome === 'emitted';
  const indexedAt = isIndexed ? earlier(before.indexedAt, step.at) : before.indexedAt;
  const discoveredAt = earlier(before.discoveredAt, step.at);
  return {
    ...before,
    ...namesOf(before, outcome, step),
    ...judgeSteps(steps, indexedAt !== null || before.state === 'indexed'),
    day: discoveredAt.toISOString().slice(0, 10),
    discoveredAt,
    indexedAt,
    updatedAt: step.at > before.updatedAt ? step.at : before.updatedAt,
    steps,
    // Counted before a step is left out, so that the count stays complete.
    sightings: before.sightings + sightingsIn(joined) - sightingsIn(before.steps),
    lastOutcome: at,
  };
}

const earlier = (a: Date | null, b: Date): Date => (a && a < b ? a : b);

const sightingsIn = (steps: readonly TraceStep[]): number =>
  steps.filter((step) => step.stage === 'schedule' && isRepeat(step)).length;

/** Address and feed are those of the first outcome that has them. */
function namesOf(before: Trace, { url, feedId }: StageOutcome, step: TraceStep): Partial<Trace> {
  const { names } = before;
  const goesFirst = (by: StepOrder | undefined) => !by || compareSteps(step, by) < 0;
  const by = { at: step.at, stage: step.stage, key: step.key };
  const isUrl = url !== null && (before.url === null || (names?.url && goesFirst(names.url)));
  const isFeed = feedId !== null && (before.feedId === null || (names?.feedId && goesFirst(names.feedId)));
  const from = { url: isUrl ? by : names?.url, feedId: isFeed ? by : names?.feedId };
  return {
    ...(isUrl ? { url } : {}),
    ...(isFeed ? { feedId } : {}),
    names: { ...(from.url ? { url: from.url } : {}), ...(from.feedId ? { feedId: from.feedId } : {}) },
  };
}

function newTrace({ articleId }: AttributedOutcome, { at, stage }: TraceStep): Trace {
  return {
    articleId,
    url: null,
    feedId: null,
    day: at.toISOString().slice(0, 10),
    state: 'in_flight',
    reason: null,
    duplicateOf: null,
    stage,
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

function isSame(at: OutcomePosition, last: OutcomePosition | null): boolean {
  return last?.partition === at.partition && last.offset === at.offset;
}
