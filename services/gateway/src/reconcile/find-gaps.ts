import { STAGES } from '@dateline/contracts';
import type { TraceStep } from '@dateline/storage';

/** Where an article's way breaks off: a stage emitted something that no later stage has ended. */
export interface Gap {
  /** Stage that was to go on. `fetch` takes from the frontier, the others from their topics. */
  stage: 'schedule' | 'fetch' | 'parse' | 'deduplicate' | 'index';
  /** The events by one of which the article would go on; of `fetch` the discovery. */
  eventIds: string[];
  /** When it was emitted. */
  since: Date;
}

/** The stage that takes what a stage emits. */
const NEXT: Readonly<Record<string, Gap['stage']>> = {
  discover: 'schedule',
  schedule: 'fetch',
  import: 'parse',
  fetch: 'parse',
  parse: 'deduplicate',
  deduplicate: 'index',
};

const placeOf = (stage: string) => STAGES.indexOf(stage as (typeof STAGES)[number]);

/**
 * The gaps in the steps of an article that is on its way, the earliest first. Where every step led to another one and the
 * article is on its way all the same, an outcome was lost: then the last that it emitted counts as the gap.
 */
export function findGaps(steps: readonly TraceStep[]): Gap[] {
  const gaps = steps.flatMap((step) => gapAfter(step, steps));
  if (gaps.length > 0) return gaps.sort((a, b) => a.since.getTime() - b.since.getTime());
  const last = steps.filter(goesOn).at(-1);
  return last ? [gapOf(last)] : [];
}

function gapAfter(step: TraceStep, steps: readonly TraceStep[]): Gap[] {
  if (!goesOn(step)) return [];
  const gap = gapOf(step);
  const takers = steps.filter(({ stage }) => placeOf(stage) >= placeOf(gap.stage) && stage !== 'replay');
  // A page that was to be fetched for one discovery may have been read for a later one.
  const isTaken =
    gap.stage === 'fetch'
      ? takers.some(({ stage, at }) => stage === 'fetch' && at >= step.at)
      : takers.some(({ eventId }) => eventId !== null && gap.eventIds.includes(eventId));
  return isTaken ? [] : [gap];
}

/** A replay of dead letters puts back what another step emitted; that of a kept page is taken by the deduplicator. */
function goesOn({ stage, outcome, input }: TraceStep): boolean {
  return outcome === 'emitted' && (stage === 'replay' ? input === undefined : stage in NEXT);
}

const gapOf = (step: TraceStep): Gap => ({
  stage: NEXT[step.stage] ?? 'deduplicate',
  eventIds: idsOf(step),
  since: step.at,
});

const idsOf = ({ emitted, eventId }: TraceStep): string[] => emitted ?? (eventId === null ? [] : [eventId]);
