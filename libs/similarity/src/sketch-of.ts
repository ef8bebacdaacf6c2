import { foldDigits, normaliseText } from '@dateline/article';
import { hashGrams, hashString } from './hash-grams.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

/**
 * A text as a bottom sample of its gram hashes. Plain JSON, opaque to callers except for `keys`. All hashes
 * are signed 32-bit integers.
 */
export interface Sketch {
  /** 8 to 65 index keys. Texts that share one are candidates. */
  keys: number[];
  /**
   * Sampled hashes, ascending as unsigned. The lowest bit is set if the gram first occurs in the lead of the
   * text.
   */
  values: number[];
  /** Hashes of the figures in the text. */
  numbers: number[];
  /** Number of letters and digits in the text. */
  length: number;
  /** Key of source and headline, also in `keys`; null if either is missing or the headline is too short. */
  headlineKey: number | null;
}

export interface SketchedWith {
  title?: string | null;
  /** The publisher: a site's registrable domain or a feed's id. */
  source?: string | null;
}

/**
 * First and last units of Thai, Lao, Burmese, Khmer, then Hangul, Kana and Han: scripts with short words, or
 * without spaces between words.
 */
const SHORT_GRAM_UNITS: readonly (readonly [number, number])[] = [
  [0x0e00, 0x0eff],
  [0x1000, 0x109f],
  [0x1100, 0x11ff],
  [0x1780, 0x17ff],
  [0x2e80, 0x9fff],
  [0xac00, 0xd7ff],
  [0xd840, 0xd8bf],
  [0xf900, 0xfaff],
];
/** Scripts that separate words lie below this unit: Latin, Greek, Cyrillic, Arabic and those of India. */
const FIRST_SHORT_UNIT = 0x0e00;
/** Digits that newspapers print: ASCII, Arabic-Indic, Persian, Devanagari, Bengali, Thai, full width. */
const DIGIT =
  '[0-9\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u09e6-\\u09ef\\u0e50-\\u0e59\\uff10-\\uff19]';
/**
 * A figure with its separators, which are dropped: 1,200 and 1200 are one figure, and 3.5 is not a 3 and a 5.
 */
const FIGURE = new RegExp(`${DIGIT}+(?:[.,\\u066b\\u066c/-]${DIGIT}+)*`, 'g');
const SPACE = 0x20;
const CURRENCY = /\p{Sc}/u;

/**
 * The sketch of a body. Texts are compared by their bodies; the headline only adds its figures, and a key
 * together with the source.
 */
export function sketchOf(text: string, around: SketchedWith = {}): Sketch {
  return sketchOfWords(normaliseText(text), text, around);
}

/** `sketchOf` for a text that is already normalised. */
export function sketchOfWords(
  words: string,
  text: string,
  { title = '', source = null }: SketchedWith,
): Sketch {
  const letters = lettersOf(words);
  const sampled = gramsOf(letters);
  const headlineKey = headlineKeyOf(title ?? '', source);
  const keys = sampled.slice(0, bottom(sampled, RULES.keyBelow, RULES.keys)).map((value) => value & ~1);
  return {
    keys: headlineKey === null ? keys : [...new Set([...keys, headlineKey])],
    values: sampled.slice(0, bottom(sampled, RULES.sampleBelow, RULES.values)),
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

/** Letters and digits of a normalised text, as UTF-16 units. */
function lettersOf(words: string): Uint16Array {
  const letters = new Uint16Array(words.length);
  let length = 0;
  for (let i = 0; i < words.length; i++) {
    const unit = words.charCodeAt(i);
    if (unit !== SPACE && !isCurrency(unit)) letters[length++] = unit;
  }
  return letters.subarray(0, length);
}

/** The currency signs of normalised text lie in three blocks, beside few other signs. */
const isCurrency = (unit: number): boolean =>
  (unit < 0x30 || (unit >= 0xa0 && unit < 0xb0) || (unit >= 0x20a0 && unit < 0x20d0)) &&
  CURRENCY.test(String.fromCharCode(unit));

/**
 * Sampled gram hashes, as a sketch holds them. A text that is too short for the usual rate is sampled at a
 * higher one.
 */
function gramsOf(letters: Uint16Array): number[] {
  const size = shareOfShortUnits(letters) > 0.2 ? RULES.shortGram : RULES.gram;
  const enough = (2 ** 32 * 2 * RULES.values.least) / Math.max(letters.length, 1);
  const sampled = valuesBelow(letters, size, Math.max(RULES.sampleBelow, enough));
  return sampled.length < RULES.values.least ? valuesBelow(letters, size, 2 ** 32) : sampled;
}

function shareOfShortUnits(letters: Uint16Array): number {
  let count = 0;
  for (const unit of letters) {
    if (unit >= FIRST_SHORT_UNIT && SHORT_GRAM_UNITS.some(([first, last]) => unit >= first && unit <= last))
      count++;
  }
  return letters.length === 0 ? 0 : count / letters.length;
}

/** Positions are told apart up to this number. Only whether one lies in the lead matters. */
const PLACES = 2 ** 21;

/**
 * The hashes below a bound, ascending as unsigned and without repeats. The lowest bit is free for the mark of
 * the lead; it is set if the first gram of the hash lies there. Hash and position are sorted as one number
 * below 2^53, which sorts by both.
 */
function valuesBelow(letters: Uint16Array, size: number, bound: number): number[] {
  const leadEnd = letters.length * RULES.lead;
  const step = Math.ceil(letters.length / PLACES) || 1;
  const found: number[] = [];
  hashGrams(letters, size, (hash, at) => {
    if (hash < bound) found.push(((hash & ~1) >>> 0) * PLACES + Math.floor(at / step));
  });
  const values: number[] = [];
  let last = -1;
  for (const pair of Float64Array.from(found).sort()) {
    const value = Math.floor(pair / PLACES);
    if (value === last) continue;
    last = value;
    values.push((pair - value * PLACES) * step < leadEnd ? value | 1 : value | 0);
  }
  return values;
}

/** How many of the ascending hashes lie below the bound, at least `least` and at most `most`. */
function bottom(
  values: readonly number[],
  below: number,
  { least, most }: { least: number; most: number },
): number {
  let count = 0;
  while (count < values.length && ((values[count] ?? 0) & ~1) >>> 0 < below) count++;
  return Math.min(Math.max(count, least), most);
}

function figuresOf(text: string): number[] {
  const figures = (text.match(FIGURE) ?? []).map((figure) => foldDigits(figure).replace(/\D/g, ''));
  const hashes = new Set(figures.map(hashString));
  return [...hashes]
    .sort((a, b) => a - b)
    .slice(0, RULES.numbers)
    .map((value) => value | 0);
}
