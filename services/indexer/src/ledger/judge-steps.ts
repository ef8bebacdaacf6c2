import { REPEAT_REASONS } from '@dateline/contracts';
import type { Trace, TraceStep } from '@dateline/storage';
import { compareSteps, placeOf } from './join-steps.js';

type Judgement = Pick<Trace, 'state' | 'reason' | 'duplicateOf' | 'stage' | 'refreshing'>;

/** Stages whose every emitted event goes along an article's way. `deduplicate` emits for other articles too. */
const EACH_GOES_ON: ReadonlySet<string> = new Set(['import', 'fetch', 'parse', 'replay']);

/**
 * Where an article is, from the known facts in any order. An event that a stage emitted is on its way until a
 * later stage reports its end. An indexed article stays indexed. Any other is in flight while an event is on
 * its way; after that, its last end counts.
 */
export function judgeSteps(steps: readonly TraceStep[], wasIndexed: boolean): Judgement {
  const facts = factsOf(steps);
  const open = steps.filter((step) => isOpen(step, facts)).sort(byPlace);
  if (wasIndexed) {
    const decided = { state: 'indexed' as const, reason: null, duplicateOf: null, stage: 'index' };
    return { ...decided, refreshing: open.length > 0 };
  }
  const end = steps
    .filter((step) => isEnd(step, facts))
    .sort(compareSteps)
    .at(-1);
  if (open.length === 0 && end) {
    const { stage, reason, duplicateOf } = end;
    return { state: end.outcome as Trace['state'], reason, duplicateOf, stage, refreshing: false };
  }
  const last =
    open.at(-1) ??
    [...steps]
      .filter((step) => !isRepeat(step))
      .sort(byPlace)
      .at(-1);
  const stage = last?.stage ?? steps.at(-1)?.stage ?? 'discover';
  return { state: 'in_flight', reason: null, duplicateOf: null, stage, refreshing: false };
}

/** Another feed's sighting of an article, or an event that changes nothing. */
export const isRepeat = ({ outcome, reason }: Pick<TraceStep, 'outcome' | 'reason'>): boolean =>
  outcome === 'duplicate' && REPEAT_REASONS.includes(reason ?? '');

interface Facts {
  steps: readonly TraceStep[];
  /** Steps on the way, by the event that they consumed. */
  takers: ReadonlyMap<string, TraceStep[]>;
  /** Replays by the event that they put back, and the places of their dead letters. */
  replays: ReadonlyMap<string, number>;
  putBack: ReadonlySet<string>;
}

function factsOf(steps: readonly TraceStep[]): Facts {
  const takers = Map.groupBy(
    steps.filter(({ stage, eventId }) => placeOf(stage) >= 0 && eventId !== null),
    ({ eventId }) => eventId ?? '',
  );
  const replayed = steps.filter(({ stage }) => stage === 'replay');
  const replays = new Map<string, number>();
  for (const id of replayed.flatMap(outputsOf)) replays.set(id, (replays.get(id) ?? 0) + 1);
  const putBack = new Set(replayed.flatMap(({ input }) => input ?? []));
  return { steps, takers, replays, putBack };
}

/** The events with which a step's article continues. */
function outputsOf({ stage, eventId, emitted, input }: TraceStep): string[] {
  if (emitted) return emitted;
  // The page of a discovery is fetched under the id of the discovery. A letter without an id can be put back, but not followed.
  return eventId === null || (stage === 'replay' && input) ? [] : [eventId];
}

function isOpen(step: TraceStep, facts: Facts): boolean {
  const goesOn = step.outcome === 'emitted' || step.emitted !== undefined;
  if (!goesOn || step.stage === 'index' || step.stage === 'discover') return false;
  if (step.stage === 'replay') return outputsOf(step).some((id) => isPutBack(id, facts));
  if (placeOf(step.stage) < 0 || isOvertaken(step, facts)) return false;
  const isTaken = (id: string) => takersAfter(step, id, facts) > 0;
  if (step.eventId !== null && isTaken(step.eventId)) return false;
  if (!step.emitted) return !isTakenUnlinked(step, facts);
  return !(EACH_GOES_ON.has(step.stage) ? step.emitted.every(isTaken) : step.emitted.some(isTaken));
}

/**
 * An article has one page in line. A change that comes before the page is read takes its place over: one fetch, under
 * the id of the last discovery, serves them all. Of two at the same time, the one that was fetched was the last.
 */
function isOvertaken(step: TraceStep, { steps, takers }: Facts): boolean {
  if (step.stage !== 'schedule') return false;
  const isFetched = ({ eventId }: TraceStep) =>
    (takers.get(eventId ?? '') ?? []).some(({ stage }) => stage === 'fetch');
  return steps.some(
    (other) =>
      other !== step &&
      other.stage === 'schedule' &&
      other.outcome === 'emitted' &&
      other.at >= step.at &&
      (isFetched(other) || compareSteps(other, step) > 0),
  );
}

function takersAfter({ stage }: TraceStep, id: string, { takers }: Facts): number {
  return (takers.get(id) ?? []).filter((taker) => placeOf(taker.stage) > placeOf(stage)).length;
}

/**
 * Steps of earlier versions do not say what they emitted. The number of them still under way is their excess
 * over the ends of later stages that no other step explains.
 */
function isTakenUnlinked(step: TraceStep, facts: Facts): boolean {
  const { steps } = facts;
  const isUnlinked = (other: TraceStep) =>
    other.outcome === 'emitted' && !other.emitted && takersAfter(other, other.eventId ?? '', facts) === 0;
  const given = steps.filter((other) => other.stage === step.stage && isUnlinked(other)).length;
  const linked = new Set(steps.flatMap(({ emitted }) => emitted ?? []));
  const stray = steps.filter(
    ({ stage, eventId }) =>
      placeOf(stage) > placeOf(step.stage) &&
      eventId !== null &&
      !linked.has(eventId) &&
      isFirst(stage, eventId, facts),
  );
  const byStage = Map.groupBy(stray, ({ stage }) => stage);
  return [...byStage.values()].some((ends) => new Set(ends.map((s) => s.eventId)).size >= given);
}

const isFirst = (stage: string, eventId: string, { takers }: Facts) =>
  (takers.get(eventId) ?? []).every((other) => placeOf(other.stage) >= placeOf(stage));

/** Whether a dead letter was put back and has neither ended nor died again. */
function isPutBack(id: string, { takers, replays }: Facts): boolean {
  const ends = takers.get(id) ?? [];
  if (ends.some(({ outcome }) => outcome !== 'dead_lettered')) return false;
  return (replays.get(id) ?? 0) >= ends.length;
}

function isEnd(step: TraceStep, facts: Facts): boolean {
  if (placeOf(step.stage) < 0 || step.outcome === 'emitted' || isRepeat(step)) return false;
  if (step.outcome !== 'dead_lettered') return true;
  const { eventId, input, stage } = step;
  const hasEnded = (other: TraceStep) => other.stage === stage && other.outcome !== 'dead_lettered';
  if (eventId !== null && (facts.takers.get(eventId) ?? []).some(hasEnded)) return false;
  if (input !== undefined && facts.putBack.has(input)) return false;
  return eventId === null || !isPutBack(eventId, facts);
}

const byPlace = (a: TraceStep, b: TraceStep) => placeOf(a.stage) - placeOf(b.stage) || compareSteps(a, b);
