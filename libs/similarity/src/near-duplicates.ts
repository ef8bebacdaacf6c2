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
  /** Which of the two thresholds it passed. */
  rule: 'jaccard' | 'containment';
}

/** A candidate, and how many of the keys that tell it shares. */
export interface Ranked<T = NearDuplicateCandidate> {
  candidate: T;
  shared: number;
}

/** The index keys of a text's body that are not hot. */
export function tellingKeysOf({ keys, headlineKey }: Sketch, isHot?: HotValues): number[] {
  return keys.filter((key) => key !== headlineKey && !isHot?.(key));
}

/** How many of so many keys a candidate must share before it is looked at. */
export function keysNeeded(keys: number): number {
  return Math.max(1, Math.min(RULES.sharedKeys, Math.ceil(keys / RULES.keysForEachShared)));
}

export function countSharedKeys({ keys }: Pick<Sketch, 'keys'>, of: readonly number[]): number {
  let shared = 0;
  for (const key of keys) if (of.includes(key)) shared++;
  return shared;
}

/**
 * Of candidates that share enough keys the one most like the text, null when none is like it. Those with most index keys in common are
 * looked at, up to a bound; of equals the earlier wins, then the lesser id, so the answer does not depend on the order.
 */
export function nearestOf(sketch: Sketch, ranked: Ranked[], isHot?: HotValues): NearDuplicate | null {
  const sample = sampleOf(sketch, isHot);
  let best: NearDuplicateCandidate | null = null;
  let found: NearDuplicate | null = null;
  for (const { candidate } of mostShared(ranked, earlierFirst)) {
    // Most share too little, which is told much sooner than how much.
    if (!shareEnough(sample.values, candidate.sketch.values)) continue;
    const { similar, score, jaccard } = compareSamples(sample, sampleOf(candidate.sketch, isHot));
    if (!similar || (found && score < found.score)) continue;
    if (found && best && score === found.score && earlierFirst(best, candidate) < 0) continue;
    best = candidate;
    found = { id: candidate.id, score, rule: jaccard >= RULES.minJaccard ? 'jaccard' : 'containment' };
  }
  return found;
}

/** As many as are compared with one text: those that share most keys, of equals the first in the order given. */
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

/** Whether two samples have as many values in common as likeness asks for, wherever the lesser of them ends and whatever is hot. */
function shareEnough(a: readonly number[], b: readonly number[]): boolean {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    // Without the lowest bit, the mark of the lead.
    const left = (a[i] ?? 0) >>> 1;
    const right = (b[j] ?? 0) >>> 1;
    if (left === right && ++shared >= RULES.minShared) return true;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return false;
}
