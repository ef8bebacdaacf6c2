import { STAGES, type StageOutcome } from '@dateline/contracts';
import type { StepOrder, TraceStep } from '@dateline/storage';

/** Longest list of steps that a trace keeps. */
const MAX_STEPS = 200;

/** Stages on an article's way, with their place on it. The others move no article along. */
const WAY: ReadonlyMap<string, number> = new Map(
  STAGES.slice(0, STAGES.indexOf('index') + 1).map((stage, place) => [stage, place]),
);

/** Place of a stage on an article's way; -1 when it is not on it. */
export const placeOf = (stage: string): number => WAY.get(stage) ?? -1;

/**
 * One fact of the ledger. The ends of one stage for one event are one fact; each dead letter is one of its own,
 * because a letter that was put back may die again, at another offset.
 */
export function stepOf(outcome: StageOutcome): TraceStep {
  const { stage, outcome: end, reason, detail, duplicateOf, eventId, attempts, service, version } = outcome;
  const at = outcome.input;
  const input = at && `${at.topic}/${at.partition}/${at.offset}`;
  const died = end === 'dead_lettered' ? `@${input ?? ''}` : '';
  return {
    key: `${stage}:${eventId ?? at?.offset ?? ''}${died}`,
    ...{ stage, outcome: end, reason, detail, duplicateOf, eventId, attempts, service, version },
    at: new Date(outcome.occurredAt),
    ...(end === 'emitted' && outcome.emitted.length > 0
      ? { emitted: [...outcome.emitted].sort(compareText) }
      : {}),
    ...(input && (died !== '' || stage === 'replay') ? { input } : {}),
  };
}

/** Puts a fact into the steps, sorted. The result depends on the facts alone and not on their order. */
export function joinSteps(steps: readonly TraceStep[], step: TraceStep): TraceStep[] {
  const earlier = steps.find(({ key }) => key === step.key);
  const joined = earlier ? joinSame(earlier, step) : step;
  return [...steps.filter((other) => other !== earlier), joined].sort(compareSteps);
}

/** As many steps as a trace keeps. One is added at a time, so that one at most is left out. */
export const keptOf = (sorted: TraceStep[]): TraceStep[] =>
  sorted.length > MAX_STEPS ? withoutOne(sorted) : sorted;

/** By time, then by place on the way. */
export function compareSteps(a: StepOrder, b: StepOrder): number {
  return a.at.getTime() - b.at.getTime() || placeOf(a.stage) - placeOf(b.stage) || compareText(a.key, b.key);
}

/** An end came again after a crash, perhaps another one: the first counts. What both led to is on its way. */
function joinSame(a: TraceStep, b: TraceStep): TraceStep {
  const first = compareEnds(a, b) <= 0 ? a : b;
  const emitted = [...new Set([...(a.emitted ?? []), ...(b.emitted ?? [])])].sort(compareText);
  return { ...first, ...(emitted.length > 0 ? { emitted } : {}) };
}

const ENDS = ['rejected', 'duplicate', 'emitted'];

function compareEnds(a: TraceStep, b: TraceStep): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    ENDS.indexOf(a.outcome) - ENDS.indexOf(b.outcome) ||
    compareText(contentOf(a), contentOf(b))
  );
}

const contentOf = ({ reason, detail, duplicateOf, attempts, service, version }: TraceStep) =>
  JSON.stringify([reason, detail, duplicateOf, attempts, service, version]);

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What says least goes first: another sighting of the article, then the oldest step. */
function withoutOne(sorted: readonly TraceStep[]): TraceStep[] {
  const saysLittle = ({ stage, outcome }: TraceStep) =>
    stage === 'discover' || (stage === 'schedule' && outcome === 'duplicate');
  const least = Math.max(0, sorted.findIndex(saysLittle));
  return sorted.filter((_, i) => i !== least);
}
