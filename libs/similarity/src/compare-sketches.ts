import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

export type SimilarityRefusal = 'too_few_shared' | 'below_threshold' | 'number_guard' | 'lead_rule';

export interface SketchComparison {
  similar: boolean;
  /** 0 to 1: the larger of Jaccard and weighted containment. */
  score: number;
  jaccard: number;
  /** Share of the smaller sample found in the other. */
  containment: number;
  /** Values in both. */
  shared: number;
  /** The first rule that said no. */
  refusedBy: SimilarityRefusal | null;
}

/** Tells values that stand for boilerplate or a template, and so for no likeness. */
export type HotValues = (value: number) => boolean;

/** Whether two texts are copies of each other, whole or in part, by their samples alone; symmetric. */
export function compareSketches(a: Sketch, b: Sketch, isHot?: HotValues): SketchComparison {
  const bound = Math.min(sampleBound(a), sampleBound(b));
  const [mine, theirs] = [comparable(a, bound, isHot), comparable(b, bound, isHot)];
  const inTheirs = new Set(theirs.all);
  const shared = mine.all.reduce((count, value) => count + (inTheirs.has(value) ? 1 : 0), 0);
  const union = mine.all.length + theirs.all.length - shared;
  const jaccard = union === 0 ? 0 : shared / union;
  const containment = shared === 0 ? 0 : shared / Math.min(mine.all.length, theirs.all.length);
  const refusedBy = refusal({ jaccard, containment, shared }, [a, b], [mine, theirs]);
  const score = Math.max(jaccard, RULES.containmentWeight * containment);
  return { similar: refusedBy === null, score, jaccard, containment, shared, refusedBy };
}

interface ComparableValues {
  all: number[];
  lead: number[];
}

function refusal(
  { jaccard, containment, shared }: { jaccard: number; containment: number; shared: number },
  [a, b]: [Sketch, Sketch],
  [mine, theirs]: [ComparableValues, ComparableValues],
): SimilarityRefusal | null {
  if (shared < RULES.minShared) return 'too_few_shared';
  const isContained =
    containment >= RULES.minContainment &&
    jaccard >= RULES.containmentJaccard &&
    shared >= RULES.containmentShared;
  if (jaccard < RULES.minJaccard && !isContained) return 'below_threshold';
  const fewer = Math.min(a.numbers.length, b.numbers.length);
  if (fewer >= RULES.guardedNumbers && countShared(a.numbers, b.numbers) < fewer * RULES.minNumbersShared)
    return 'number_guard';
  const leadShared = Math.max(shareOf(mine.lead, theirs.all), shareOf(theirs.lead, mine.all));
  return leadShared < RULES.minLeadShared ? 'lead_rule' : null;
}

/** Up to where the sample holds every gram hash of its text. Samples are comparable below the lesser bound only. */
function sampleBound({ values, leadCount }: Sketch): number {
  if (values.length < RULES.values.least) return Number.POSITIVE_INFINITY;
  const last = Math.max((values[leadCount - 1] ?? 0) >>> 0, (values.at(-1) ?? 0) >>> 0);
  return values.length === RULES.values.most ? last : Math.max(last, RULES.sampleBelow);
}

function comparable({ values, leadCount }: Sketch, bound: number, isHot?: HotValues): ComparableValues {
  const keep = (value: number): boolean => value >>> 0 <= bound && !isHot?.(value);
  const lead = values.slice(0, leadCount).filter(keep);
  return { all: [...lead, ...values.slice(leadCount).filter(keep)], lead };
}

const shareOf = (part: readonly number[], whole: readonly number[]): number =>
  part.length === 0 ? 0 : countShared(part, whole) / part.length;

function countShared(a: readonly number[], b: readonly number[]): number {
  const inB = new Set(b);
  return a.reduce((count, value) => count + (inB.has(value) ? 1 : 0), 0);
}
