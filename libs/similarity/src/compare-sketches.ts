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

/** What two samples hold, hot values left out. */
interface Overlap {
  shared: number;
  /** Of each text: values, those of its lead, and how many of these the other holds. */
  sizes: [number, number];
  leads: [number, number];
  leadsShared: [number, number];
}

/** Whether two texts are copies of each other, whole or in part, by their samples alone; symmetric. */
export function compareSketches(a: Sketch, b: Sketch, isHot?: HotValues): SketchComparison {
  const overlap = overlapOf(a, b, isHot);
  const { shared, sizes } = overlap;
  const union = sizes[0] + sizes[1] - shared;
  const jaccard = union === 0 ? 0 : shared / union;
  const containment = shared === 0 ? 0 : shared / Math.min(sizes[0], sizes[1]);
  const refusedBy = refusal({ jaccard, containment }, overlap, [a, b]);
  const score = Math.max(jaccard, RULES.containmentWeight * containment);
  return { similar: refusedBy === null, score, jaccard, containment, shared, refusedBy };
}

function refusal(
  { jaccard, containment }: { jaccard: number; containment: number },
  { shared, leads, leadsShared }: Overlap,
  [a, b]: [Sketch, Sketch],
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
  const leadShared = Math.max(share(leadsShared[0], leads[0]), share(leadsShared[1], leads[1]));
  return leadShared < RULES.minLeadShared ? 'lead_rule' : null;
}

/** One walk through both samples; they are comparable below the lesser of their bounds only. */
function overlapOf(a: Sketch, b: Sketch, isHot?: HotValues): Overlap {
  const bound = Math.min(sampleBound(a), sampleBound(b));
  const overlap: Overlap = { shared: 0, sizes: [0, 0], leads: [0, 0], leadsShared: [0, 0] };
  for (let i = 0, j = 0; i < a.values.length || j < b.values.length;) {
    const [mine, theirs] = [a.values[i], b.values[j]];
    const [mineHash, theirsHash] = [hashOf(mine), hashOf(theirs)];
    const hash = Math.min(mineHash, theirsHash);
    if (mineHash === hash) i++;
    if (theirsHash === hash) j++;
    if (hash > bound || isHot?.(hash | 0)) continue;
    const isShared = mineHash === theirsHash;
    if (isShared) overlap.shared++;
    if (mineHash === hash) countValue(overlap, 0, mine, isShared);
    if (theirsHash === hash) countValue(overlap, 1, theirs, isShared);
  }
  return overlap;
}

function countValue(overlap: Overlap, side: 0 | 1, value: number | undefined, isShared: boolean): void {
  overlap.sizes[side]++;
  if (value === undefined || (value & 1) === 0) return;
  overlap.leads[side]++;
  if (isShared) overlap.leadsShared[side]++;
}

const hashOf = (value: number | undefined): number =>
  value === undefined ? Number.POSITIVE_INFINITY : (value & ~1) >>> 0;

/** Up to where the sample holds every gram hash of its text. */
function sampleBound({ values }: Sketch): number {
  if (values.length < RULES.values.least) return Number.POSITIVE_INFINITY;
  const last = hashOf(values.at(-1));
  return values.length === RULES.values.most ? last : Math.max(last, RULES.sampleBelow);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function countShared(a: readonly number[], b: readonly number[]): number {
  const inB = new Set(b);
  return a.reduce((count, value) => count + (inB.has(value) ? 1 : 0), 0);
}
