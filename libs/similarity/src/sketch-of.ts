import { foldDigits, normaliseText } from '@dateline/article';
import { hashGrams, hashString } from './hash-grams.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

/** A text as a bottom sample of its gram hashes; plain JSON. Hashes are signed 32-bit integers, so BSON keeps them in 4 bytes. */
export interface Sketch {
  /** Index keys, 8 hex digits each: texts that share one are candidates. */
  keys: string[];
  /** First the `leadCount` values of the text's lead, then the rest; each part ascending as unsigned. */
  values: number[];
  leadCount: number;
  /** Hashes of the figures in the text. */
  numbers: number[];
  /** Letters and digits of the text. */
  length: number;
}

const SHORT_GRAM_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
/** With its separators, which fall away: 1,200 and 1200 are one figure, 3.5 is not a 3 and a 5. */
const FIGURE = /\d+(?:[.,\u066b\u066c/-]\d+)*/g;

/** The sketch of a body. Texts are compared by their bodies: a headline, when given, only adds its figures. */
export function sketchOf(text: string, { title = '' }: { title?: string | null } = {}): Sketch {
  const words = normaliseText(text);
  const letters = words.replace(/[\s\p{Sc}]+/gu, '');
  const positions = firstPositions(letters);
  const sorted = [...positions.keys()].sort((a, b) => a - b);
  const values = bottom(sorted, RULES.sampleBelow, RULES.values);
  const leadEnd = letters.length * RULES.lead;
  const lead = values.filter((value) => (positions.get(value) ?? 0) < leadEnd);
  const rest = values.filter((value) => (positions.get(value) ?? 0) >= leadEnd);
  return {
    keys: bottom(sorted, RULES.keyBelow, RULES.keys).map((value) => value.toString(16).padStart(8, '0')),
    values: [...lead, ...rest].map((value) => value | 0),
    leadCount: lead.length,
    numbers: figuresOf(`${title ?? ''} ${text}`),
    length: letters.length,
  };
}

/** Sampled gram hashes with the place where each first stands; all of them when the text is too short to sample. */
function firstPositions(letters: string): Map<number, number> {
  const isShort = (letters.match(SHORT_GRAM_SCRIPTS)?.length ?? 0) > letters.length * 0.2;
  const size = isShort ? RULES.shortGram : RULES.gram;
  const sampled = positionsBelow(letters, size, RULES.sampleBelow);
  return sampled.size < RULES.values.least ? positionsBelow(letters, size, 2 ** 32) : sampled;
}

function positionsBelow(letters: string, size: number, bound: number): Map<number, number> {
  const positions = new Map<number, number>();
  hashGrams(letters, size, (hash, at) => {
    if (hash < bound && !positions.has(hash)) positions.set(hash, at);
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
