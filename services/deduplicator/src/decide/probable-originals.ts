import {
  compareSamples,
  keysNeeded,
  mostShared,
  sampleOf,
  unpackSketch,
  type HotValues,
  type Ranked,
  type Sample,
} from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';

/** The index keys that find an arrival's originals: those of its text that are not hot, and its headline's. */
export interface WantedKeys {
  arrival: Arrival;
  keys: readonly number[];
  isHot?: HotValues;
}

/** A text prepared for comparison on one day. */
interface Unpacked {
  sample: Sample;
  isHot: HotValues | undefined;
}

/**
 * Selects, from the texts found under a batch's keys, those that can be an original of one of its arrivals:
 * texts under its headline's key, and texts like it. As in memory, those that share most keys are compared,
 * up to a bound. Most texts share a key or two by chance, or a notice that many pages carry; their articles
 * need not be read.
 */
export function probableOriginals(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
): StoredSketch[] {
  const originals = new Set<StoredSketch>();
  const samples = new Map<StoredSketch, Unpacked>();
  for (const [at, ranked] of rankedFor(wanted, found, originals).entries()) {
    const of = wanted[at];
    if (!of || ranked.length === 0) continue;
    const sample = sampleOf(of.arrival.fingerprint.sketch, of.isHot);
    for (const { candidate: text } of mostShared(ranked, earlierFirst)) {
      if (originals.has(text)) continue;
      const known = samples.get(text);
      const theirs = known && known.isHot === of.isHot ? known : unpack(text, of.isHot);
      samples.set(text, theirs);
      if (compareSamples(sample, theirs.sample).similar) originals.add(text);
    }
  }
  return found.filter((text) => originals.has(text));
}

function unpack({ body, keys }: StoredSketch, isHot: HotValues | undefined): Unpacked {
  return { sample: sampleOf(unpackSketch(body, keys), isHot), isHot };
}

function earlierFirst(a: StoredSketch, b: StoredSketch): number {
  const byTime = a.publishedAt.getTime() - b.publishedAt.getTime();
  return byTime || (a.articleId < b.articleId ? -1 : a.articleId > b.articleId ? 1 : 0);
}

/**
 * The texts that share enough keys with each arrival of the batch, by its index. Texts under its headline's
 * key go to `sameHeadline`.
 */
function rankedFor(
  wanted: readonly WantedKeys[],
  found: readonly StoredSketch[],
  sameHeadline: Set<StoredSketch>,
): Ranked<StoredSketch>[][] {
  const holders = holdersOf(wanted);
  const headlines = wanted.map(({ arrival }) => arrival.fingerprint.sketch.headlineKey);
  const needed = wanted.map(({ keys }, at) => keysNeeded(keys.filter((key) => key !== headlines[at]).length));
  const ranked = wanted.map((): Ranked<StoredSketch>[] => []);
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
      if (shared >= (needed[at] ?? 0)) ranked[at]?.push({ candidate: text, shared });
    }
  }
  return ranked;
}

/** Indexes of the wanted texts that have each key. */
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
