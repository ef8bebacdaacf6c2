import { SIMILARITY_RULES as RULES } from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';

/** The index keys by which the originals of an arrival are looked up: those of its text that are not hot, and its headline's. */
export interface WantedKeys {
  arrival: Arrival;
  keys: readonly number[];
}

/**
 * Of the texts found under a batch's keys those that can matter to one of it: under a headline's key, or with as many keys in
 * common as the comparison asks for. The most of a large archive share one key by chance and need not be unpacked.
 */
export function probableOriginals(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
): StoredSketch[] {
  const shares = new Map<number, number>();
  for (const { arrival, keys } of wanted) {
    const least = keys.length <= RULES.keysForEachShared + 1 ? 1 : RULES.sharedKeys;
    for (const key of keys) {
      const share = key === arrival.print.sketch.headlineKey ? 1 : 1 / least;
      shares.set(key, Math.max(share, shares.get(key) ?? 0));
    }
  }
  return found.filter(({ keys }) => {
    let sum = 0;
    for (const key of keys) if ((sum += shares.get(key) ?? 0) >= 1) return true;
    return false;
  });
}
