import { compareSketches, type HotValues } from './compare-sketches.js';
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

/**
 * The candidate most like the text, null when none is like it. Those with most index keys in common are looked at, up to a bound;
 * of equals the earlier wins, then the lesser id, so the answer does not depend on the order.
 */
export function findNearDuplicate(
  sketch: Sketch,
  candidates: readonly NearDuplicateCandidate[],
  isHot?: HotValues,
): NearDuplicate | null {
  const keys = sketch.keys.filter((key) => key !== sketch.headlineKey && !isHot?.(key));
  const needed = Math.max(1, Math.min(RULES.sharedKeys, Math.ceil(keys.length / RULES.keysForEachShared)));
  const ranked = sharing(candidates, keys, needed)
    .sort((a, b) => b.shared - a.shared || earlierFirst(a.candidate, b.candidate))
    .slice(0, RULES.verified);
  let best: NearDuplicateCandidate | null = null;
  let found: NearDuplicate | null = null;
  for (const { candidate } of ranked) {
    // Most share too little, which is told much sooner than how much.
    if (!shareEnough(sketch.values, candidate.sketch.values)) continue;
    const { similar, score, jaccard } = compareSketches(sketch, candidate.sketch, isHot);
    if (!similar || (found && score < found.score)) continue;
    if (found && best && score === found.score && earlierFirst(best, candidate) < 0) continue;
    best = candidate;
    found = { id: candidate.id, score, rule: jaccard >= RULES.minJaccard ? 'jaccard' : 'containment' };
  }
  return found;
}

function earlierFirst(a: NearDuplicateCandidate, b: NearDuplicateCandidate): number {
  const byTime = timeOf(a) - timeOf(b);
  return byTime || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const timeOf = ({ publishedAt }: NearDuplicateCandidate): number =>
  typeof publishedAt === 'string' ? Date.parse(publishedAt) : publishedAt.getTime();

/** The candidates that hold at least so many of the keys. */
function sharing(
  candidates: readonly NearDuplicateCandidate[],
  keys: readonly number[],
  needed: number,
): { candidate: NearDuplicateCandidate; shared: number }[] {
  const found = [];
  for (const key of keys) MARKS[key & LOW] = 1;
  for (const candidate of candidates) {
    let shared = 0;
    // The mark spares most keys the search.
    for (const key of candidate.sketch.keys) if (MARKS[key & LOW] === 1 && keys.includes(key)) shared++;
    if (shared >= needed) found.push({ candidate, shared });
  }
  for (const key of keys) MARKS[key & LOW] = 0;
  return found;
}

const LOW = 0xfff;
/** Low bits of the keys that are looked for; all clear between two calls. */
const MARKS = new Uint8Array(LOW + 1);

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
