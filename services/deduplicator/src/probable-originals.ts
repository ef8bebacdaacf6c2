import {
  compareSketches,
  SIMILARITY_RULES as RULES,
  sharesEnough,
  unpackSketch,
  type HotValues,
} from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';

/** The index keys by which the originals of an arrival are looked up: those of its text that are not hot, and its headline's. */
export interface WantedKeys {
  arrival: Arrival;
  keys: readonly number[];
  isHot?: HotValues;
}

interface Ranked {
  text: StoredSketch;
  /** Index keys in common. */
  shared: number;
}

/**
 * Of the texts found under a batch's keys those that can be an original of one of it: under its headline's key, or like it. As in memory, those with
 * most keys in common are compared, up to a bound. The most share a key or two by chance, or a notice that many pages carry: their
 * articles need not be read.
 */
export function probableOriginals(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
): StoredSketch[] {
  const originals = new Set<StoredSketch>();
  for (const [at, ranked] of rankedFor(wanted, found, originals).entries()) {
    const of = wanted[at];
    if (!of) continue;
    const { sketch } = of.arrival.print;
    for (const { text } of mostShared(ranked))
      if (!originals.has(text) && sharesEnough(sketch, text.body) && isLike(of, text)) originals.add(text);
  }
  return found.filter((text) => originals.has(text));
}

function isLike({ arrival, isHot }: WantedKeys, { body, keys }: StoredSketch): boolean {
  return compareSketches(arrival.print.sketch, unpackSketch(body, keys), isHot).similar;
}

function mostShared(ranked: Ranked[]): Ranked[] {
  if (ranked.length <= RULES.verified) return ranked;
  return ranked.sort((a, b) => b.shared - a.shared || earlierFirst(a.text, b.text)).slice(0, RULES.verified);
}

function earlierFirst(a: StoredSketch, b: StoredSketch): number {
  const byTime = a.publishedAt.getTime() - b.publishedAt.getTime();
  return byTime || (a.articleId < b.articleId ? -1 : a.articleId > b.articleId ? 1 : 0);
}

/** The texts that share enough keys with each arrival of the batch, by its place; those under its headline's key go to `sameHeadline`. */
function rankedFor(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
  sameHeadline: Set<StoredSketch>,
): Ranked[][] {
  const holders = holdersOf(wanted);
  const least = wanted.map(({ keys }) => leastShared(keys));
  const headlines = wanted.map(({ arrival }) => arrival.print.sketch.headlineKey);
  const ranked = wanted.map((): Ranked[] => []);
  const counts = new Uint16Array(wanted.length);
  const touched: number[] = [];
  for (const text of found) {
    touched.length = 0;
    for (const key of text.keys) {
      const places = holders.get(key);
      if (places === undefined) continue;
      for (const at of places) {
        if (key === headlines[at]) sameHeadline.add(text);
        const count = (counts[at] ?? 0) + 1;
        counts[at] = count;
        if (count === 1) touched.push(at);
      }
    }
    for (const at of touched) {
      const shared = counts[at] ?? 0;
      counts[at] = 0;
      if (shared >= (least[at] ?? 0)) ranked[at]?.push({ text, shared });
    }
  }
  return ranked;
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
