import { SIMILARITY_RULES as RULES, sharesEnough } from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';

/** The index keys by which the originals of an arrival are looked up: those of its text that are not hot, and its headline's. */
export interface WantedKeys {
  arrival: Arrival;
  keys: readonly number[];
}

/**
 * Of the texts found under a batch's keys those that can matter to one of it: under its headline's key, or with as many keys and
 * values in common as the comparison asks for. The most share a key or two by chance and need not be unpacked.
 */
export function probableOriginals(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
): StoredSketch[] {
  const holders = holdersOf(wanted);
  const counts = new Uint16Array(wanted.length);
  return found.filter((text) => {
    const touched: number[] = [];
    let isProbable = false;
    for (const key of text.keys) {
      for (const at of holders.get(key) ?? []) {
        const of = wanted[at];
        if (!of || isProbable) break;
        const { sketch } = of.arrival.print;
        const count = (counts[at] = (counts[at] ?? 0) + 1);
        touched.push(at);
        isProbable =
          key === sketch.headlineKey || (count === leastShared(of.keys) && sharesEnough(sketch, text.body));
      }
      if (isProbable) break;
    }
    for (const at of touched) counts[at] = 0;
    return isProbable;
  });
}

const leastShared = (keys: readonly number[]): number =>
  keys.length <= RULES.keysForEachShared + 1 ? 1 : RULES.sharedKeys;

/** Which of a batch have a key, by their places. */
function holdersOf(wanted: readonly WantedKeys[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  for (const [at, { keys }] of wanted.entries())
    for (const key of keys) {
      const places = holders.get(key);
      if (places) places.push(at);
      else holders.set(key, [at]);
    }
  return holders;
}
