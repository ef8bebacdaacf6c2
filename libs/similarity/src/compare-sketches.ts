import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

export type SimilarityRefusal = 'too_few_shared' | 'below_threshold' | 'number_guard' | 'lead_rule';

export interface SketchComparison {
  similar: boolean;
  /** 0 to 1: the larger of Jaccard and weighted containment. */
  score: number;
  jaccard: number;
  /** The share of the smaller sample that the other one has. */
  containment: number;
  /** Number of values in both. */
  shared: number;
  /** The first rule that refused. */
  refusedBy: SimilarityRefusal | null;
}

/** Whether a value stands for boilerplate or a template, and therefore not for likeness. */
export type HotValues = (value: number) => boolean;

/** A sketch, prepared for comparison. */
export interface Sample {
  /** The values of the sketch that count. */
  values: readonly number[];
  numbers: readonly number[];
  /** The rank up to which the sketch holds every gram hash of its text. */
  bound: number;
}

/** What two samples have in common. */
interface Overlap {
  shared: number;
  mine: SampleCount;
  theirs: SampleCount;
}

/** The number of values of one text, of values in its lead, and of lead values that the other text has too. */
interface SampleCount {
  values: number;
  lead: number;
  leadShared: number;
}

/** Whether two texts are copies of each other, whole or in part, as far as their samples say; symmetric. */
export function compareSketches(a: Sketch, b: Sketch, isHot?: HotValues): SketchComparison {
  const plain = compareSamples(sampleOf(a), sampleOf(b));
  // Most candidates share too little even with hot values, and leaving those out costs more.
  if (!isHot || plain.refusedBy === 'too_few_shared') return plain;
  return compareSamples(sampleOf(a, isHot), sampleOf(b, isHot));
}

/**
 * The values of a sketch that count. Looking them up among the hot values is most of a comparison; this way
 * it is done once per text.
 */
export function sampleOf(sketch: Sketch, isHot?: HotValues): Sample {
  const { values, numbers } = sketch;
  const bound = sampleBound(sketch);
  if (!isHot) return { values, numbers, bound };
  // The lowest bit marks the lead and is not part of the value.
  const counting = values.filter((value) => !isHot(value & ~1));
  return { values: counting, numbers, bound };
}

/** `compareSketches` for samples from which hot values are already left out. */
export function compareSamples(a: Sample, b: Sample): SketchComparison {
  const overlap = overlapOf(a, b);
  const { shared, mine, theirs } = overlap;
  const union = mine.values + theirs.values - shared;
  const jaccard = share(shared, union);
  const containment = share(shared, Math.min(mine.values, theirs.values));
  const refusedBy = refusal({ jaccard, containment }, overlap, [a, b]);
  const score = Math.max(jaccard, RULES.containmentWeight * containment);
  return { similar: refusedBy === null, score, jaccard, containment, shared, refusedBy };
}

function refusal(
  { jaccard, containment }: { jaccard: number; containment: number },
  { shared, mine, theirs }: Overlap,
  [a, b]: [Sample, Sample],
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
  const leadShared = Math.max(share(mine.leadShared, mine.lead), share(theirs.leadShared, theirs.lead));
  return leadShared < RULES.minLeadShared ? 'lead_rule' : null;
}

/** Walks once through both samples. They are comparable only below the lower of their bounds. */
function overlapOf(a: Sample, b: Sample): Overlap {
  const bound = Math.min(a.bound, b.bound);
  const mine: SampleCount = { values: 0, lead: 0, leadShared: 0 };
  const theirs: SampleCount = { values: 0, lead: 0, leadShared: 0 };
  let shared = 0;
  let i = 0;
  let j = 0;
  for (;;) {
    const left = rankOf(a.values[i]);
    const right = rankOf(b.values[j]);
    const rank = left < right ? left : right;
    if (rank > bound) return { shared, mine, theirs };
    const isShared = left === right;
    if (isShared) shared++;
    if (left === rank) count(mine, a.values[i++], isShared);
    if (right === rank) count(theirs, b.values[j++], isShared);
  }
}

function count(sample: SampleCount, value: number | undefined, isShared: boolean): void {
  if (value === undefined) return;
  sample.values++;
  if ((value & 1) === 0) return;
  sample.lead++;
  if (isShared) sample.leadShared++;
}

const SIGN = 0x80000000 | 0;
/** Above the rank of every value, since ranks have a lowest bit of zero. */
const END = 0x7fffffff;

/** A value without the mark of the lead, as a signed integer that keeps the order of the unsigned values. */
const rankOf = (value: number | undefined): number => (value === undefined ? END : (value & ~1) ^ SIGN);

/** The rank up to which the sample holds every gram hash of its text. */
function sampleBound({ values }: Sketch): number {
  if (values.length < RULES.values.least) return END - 1;
  const last = rankOf(values.at(-1));
  return values.length === RULES.values.most ? last : Math.max(last, rankOf(RULES.sampleBelow));
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function countShared(a: readonly number[], b: readonly number[]): number {
  const inB = new Set(b);
  return a.reduce((count, value) => count + (inB.has(value) ? 1 : 0), 0);
}
