import type { BodyFlag } from '@dateline/contracts';
import { matchKey } from '../text/match-key.js';
import { textWidth } from '../text/text-width.js';

/** A candidate for the article's text, with what the page says about the article elsewhere. */
export interface BodyCase {
  text: string;
  /** Share of the body's text that is linked, 0 to 1. */
  linkShare: number;
  /**
   * Share of the page's running text that the body holds, 0 to 1; null if the body does not come from the
   * page's tree.
   */
  pageShare: number | null;
  /** Headline and summaries. A text about the same subject repeats their words. */
  witnesses: readonly string[];
  /** Another copy of the whole text (JSON-LD, feed) as plain text; empty if there is none. */
  twin: string;
  isAccessibleForFree: boolean | null;
}

export interface BodyWeight {
  /** 0 to 1. */
  confidence: number;
  flags: BodyFlag[];
}

/** Below this a reader should look at the page before trusting the text. */
export const LOW_CONFIDENCE = 0.5;
const FULL_LENGTH = 1200;
const SHORT = 250;
/** Letters. A paid article with less text than this shows what stands before the barrier. */
const FREE_SAMPLE = 1500;
/** Least share of its other copy that a text must have; below it the text counts as cut. */
const WHOLE = 0.6;
const LONGEST_WITNESS = 600;
const LOOKED_AT = 4000;
const CUT_SHORT =
  /(?:…|\.\.\.|\[(?:…|\.{3})\]|\(more\)|read (?:more|on)|continue reading|weiterlesen|lire la suite|leer más|leia mais|читать далее|اقرأ المزيد|المزيد|続きを読む|阅读全文)[\s.»>→\])]*$/iu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WEIGHTS = { length: 0.35, witness: 0.3, page: 0.2, links: 0.15 };
/** Value of a sign that is not available. */
const UNKNOWN = 0.6;

/**
 * Returns how certain it is that a text is the whole article and nothing else, with the flags that speak
 * against it.
 */
export function weighBody(body: BodyCase): BodyWeight {
  const width = textWidth(body.text);
  if (width === 0) return { confidence: 0, flags: ['short'] };
  const flags: BodyFlag[] = [];
  if (width < SHORT) flags.push('short');
  if (CUT_SHORT.test(body.text.slice(-60)) || textWidth(body.twin) * WHOLE > width) flags.push('cut_short');
  if (body.isAccessibleForFree === false && width < FREE_SAMPLE) flags.push('paywalled');
  const score =
    WEIGHTS.length * Math.min(1, width / FULL_LENGTH) +
    WEIGHTS.witness * (sharedWords(body.witnesses, body.text) ?? UNKNOWN) +
    WEIGHTS.page * (body.pageShare === null ? UNKNOWN : Math.min(1, body.pageShare * 1.5)) +
    WEIGHTS.links * Math.max(0, 1 - 2 * body.linkShare);
  const lessened = flags.filter((flag) => flag !== 'short').reduce((left) => left * 0.6, score);
  return { confidence: Math.round(Math.min(1, lessened) * 100) / 100, flags };
}

/**
 * Share of the longer words of headline and summaries that the text has too; null if there are too few of
 * them.
 */
function sharedWords(witnesses: readonly string[], text: string): number | null {
  const words = new Set(witnesses.flatMap((witness) => wordsOf(witness.slice(0, LONGEST_WITNESS))));
  if (words.size < 3) return null;
  const said = new Set(wordsOf(text.slice(0, LOOKED_AT)));
  return [...words].filter((word) => said.has(word)).length / words.size;
}

/** Words of at least four letters; pairs of letters in scripts without spaces. */
function wordsOf(text: string): string[] {
  const key = matchKey(text);
  const words = key.split(' ');
  const isLong = (word: string) => word.length >= 4;
  if (!UNSPACED.test(key)) return words.filter(isLong);
  return words.flatMap((word) =>
    UNSPACED.test(word)
      ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
      : isLong(word)
        ? [word]
        : [],
  );
}
