import { compareSamples, sampleOf, type HotValues } from './compare-sketches.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

export interface NearDuplicateCandidate {
  id: string;
  sketch: Sketch;
  publishedAt: Date | string;
}

export interface NearDuplicate {
  id: string;
  /** 0 to 1. */
  score: number;
  /** The threshold that it passed. */
  rule: 'jaccard' | 'containment';
}

/** A candidate, and how many telling keys it shares. */
export interface Ranked<T = NearDuplicateCandidate> {
  candidate: T;
  shared: number;
}

/** The index keys of a text's body that are not hot. */
export function tellingKeysOf({ keys, headlineKey }: Sketch, isHot?: HotValues): number[] {
  return keys.filter((key) => key !== headlineKey && !isHot?.(key));
}

/** How many of the given number of keys a candidate must share to be compared. */
export function keysNeeded(keys: number): number {
  return Math.max(1, Math.min(RULES.sharedKeys, Math.ceil(keys / RULES.keysForEachShared)));
}

export function countSharedKeys({ keys }: Pick<Sketch, 'keys'>, of: readonly number[]): number {
  let shared = 0;
  for (const key of keys) if (of.includes(key)) shared++;
  return shared;
}

/**
 * The candidate that is most like the text, null if none is like it. At most a fixed number of candidates is
 * compared, those with most shared keys first. A candidate may need a higher Jaccard similarity than the rules ask. Among equals the earlier one wins, then the lower id, so the
 * result does not depend on the order.
 */
export function nearestOf<T extends NearDuplicateCandidate>(
  sketch: Sketch,
  ranked: Ranked<T>[],
  isHot?: HotValues,
  leastJaccard: (candidate: T) => number = () => 0,
): NearDuplicate | null {
  const sample = sampleOf(sketch, isHot);
  let best: NearDuplicateCandidate | null = null;
  let found: NearDuplicate | null = null;
  for (const { candidate } of mostShared(ranked, earlierFirst)) {
    // Most candidates share too little, and that test costs much less than a comparison.
    if (!shareEnough(sample.values, candidate.sketch.values)) continue;
    const { similar, score, jaccard } = compareSamples(sample, sampleOf(candidate.sketch, isHot));
    if (!similar || jaccard < leastJaccard(candidate) || (found && score < found.score)) continue;
    if (found && best && score === found.score && earlierFirst(best, candidate) < 0) continue;
    best = candidate;
    found = { id: candidate.id, score, rule: jaccard >= RULES.minJaccard ? 'jaccard' : 'containment' };
  }
  return found;
}

/**
 * The candidates to compare with one text: those that share most keys, and among equals the first in the
 * given order.
 */
export function mostShared<T>(ranked: Ranked<T>[], inOrder: (a: T, b: T) => number): Ranked<T>[] {
  if (ranked.length <= RULES.verified) return ranked;
  return ranked
    .sort((a, b) => b.shared - a.shared || inOrder(a.candidate, b.candidate))
    .slice(0, RULES.verified);
}

function earlierFirst(a: NearDuplicateCandidate, b: NearDuplicateCandidate): number {
  const byTime = timeOf(a) - timeOf(b);
  return byTime || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const timeOf = ({ publishedAt }: NearDuplicateCandidate): number =>
  typeof publishedAt === 'string' ? Date.parse(publishedAt) : publishedAt.getTime();

/**
 * Whether two samples have as many values in common as any likeness needs, bounds and hot values left aside.
 */
function shareEnough(a: readonly number[], b: readonly number[]): boolean {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    // The lowest bit marks the lead.
    const left = (a[i] ?? 0) >>> 1;
    const right = (b[j] ?? 0) >>> 1;
    if (left === right && ++shared >= RULES.minShared) return true;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return false;
}
