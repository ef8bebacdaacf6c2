import { foldDigits, normaliseText } from '@dateline/article';
import { hashGrams, hashString } from './hash-grams.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

/** A text as a bottom sample of its gram hashes; plain JSON, opaque to callers but for `keys`. All hashes are signed 32-bit integers. */
export interface Sketch {
  /** Index keys, 8 to 65: texts that share one are candidates. */
  keys: number[];
  /** Sampled hashes, ascending as unsigned; the lowest bit tells that the gram first stands in the lead of the text. */
  values: number[];
  /** Hashes of the figures in the text. */
  numbers: number[];
  /** Letters and digits of the text. */
  length: number;
  /** Key of source and headline, one of `keys` too; null where either is missing or the headline tells little. */
  headlineKey: number | null;
}

export interface SketchedWith {
  title?: string | null;
  /** Who published it: a site's registrable domain or a feed's id. */
  source?: string | null;
}

const SHORT_GRAM_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
/** With its separators, which fall away: 1,200 and 1200 are one figure, 3.5 is not a 3 and a 5. */
const FIGURE = /\d+(?:[.,\u066b\u066c/-]\d+)*/g;

/** The sketch of a body. Texts are compared by their bodies: a headline only adds its figures, and a key together with its source. */
export function sketchOf(text: string, { title = '', source = null }: SketchedWith = {}): Sketch {
  const letters = normaliseText(text).replace(/[\s\p{Sc}]+/gu, '');
  const positions = firstPositions(letters);
  const sorted = [...positions.keys()].sort((a, b) => a - b);
  const leadEnd = letters.length * RULES.lead;
  const headlineKey = headlineKeyOf(title ?? '', source);
  const keys = bottom(sorted, RULES.keyBelow, RULES.keys).map((value) => value | 0);
  return {
    keys: headlineKey === null ? keys : [...new Set([...keys, headlineKey])],
    values: bottom(sorted, RULES.sampleBelow, RULES.values).map((value) =>
      (positions.get(value) ?? 0) < leadEnd ? value | 1 : value | 0,
    ),
    numbers: figuresOf(`${title ?? ''} ${text}`),
    length: letters.length,
    headlineKey,
  };
}

function headlineKeyOf(title: string, source: string | null): number | null {
  const words = normaliseText(title);
  if (source === null || words.length < RULES.headlineLetters) return null;
  return hashString(`headline\n${source}\n${words}`) | 0;
}

/** Sampled gram hashes with the place where each first stands; all of them when the text is too short to sample. */
function firstPositions(letters: string): Map<number, number> {
  const isShort = (letters.match(SHORT_GRAM_SCRIPTS)?.length ?? 0) > letters.length * 0.2;
  const size = isShort ? RULES.shortGram : RULES.gram;
  const sampled = positionsBelow(letters, size, RULES.sampleBelow);
  return sampled.size < RULES.values.least ? positionsBelow(letters, size, 2 ** 32) : sampled;
}

/** The lowest bit of a hash is left free for the mark of the lead. */
function positionsBelow(letters: string, size: number, bound: number): Map<number, number> {
  const positions = new Map<number, number>();
  hashGrams(letters, size, (hash, at) => {
    if (hash >= bound) return;
    const value = (hash & ~1) >>> 0;
    if (!positions.has(value)) positions.set(value, at);
  });
  return positions;
}

/** Of ascending hashes those below the bound, but no fewer than the least and no more than the most. */
function bottom(
  sorted: readonly number[],
  below: number,
  { least, most }: { least: number; most: number },
): number[] {
  let count = 0;
  while (count < sorted.length && (sorted[count] ?? 0) < below) count++;
  return sorted.slice(0, Math.min(Math.max(count, least), most));
}

function figuresOf(text: string): number[] {
  const figures = Array.from(foldDigits(text).matchAll(FIGURE), ([figure]) => figure.replace(/\D/g, ''));
  const hashes = new Set(figures.map(hashString));
  return [...hashes]
    .sort((a, b) => a - b)
    .slice(0, RULES.numbers)
    .map((value) => value | 0);
}
