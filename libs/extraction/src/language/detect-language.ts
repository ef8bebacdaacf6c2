import { SCRIPT_LANGUAGES } from './scripts.js';
import { STOP_WORDS } from './stop-words.js';

export interface DetectedLanguage {
  /** BCP 47 language. */
  code: string;
  /** Whether the text alone decides, against a page that declares another language. */
  sure: boolean;
  /** 0 to 1, for people and monitors: `sure` decides. */
  confidence: number;
}

const SAMPLE = 4000;
const ENOUGH_LETTERS = 40;
const ENOUGH_WORDS = 30;
/** Scripts that hold for a language from a smaller share: Japanese text is mostly Han. */
const SCRIPT_SHARE = 0.5;
const KANA_SHARE = 0.1;

/** The languages that each frequent word belongs to. */
const LANGUAGES_OF = new Map<string, string[]>();
for (const [code, frequent] of Object.entries(STOP_WORDS))
  for (const word of frequent) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), code]);

/** Language of running text by its script, or by its frequent words where the script is Latin; null when unclear. */
export function detectLanguage(text: string): DetectedLanguage | null {
  const sample = text.slice(0, SAMPLE);
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const letters = lengthOf(words);
  if (letters < ENOUGH_LETTERS) return null;
  // With so many of them in Latin, no other script has its share.
  const isLatin = lengthOf(sample.match(/[a-z]+/gi)) > letters * (1 - KANA_SHARE);
  return (isLatin ? null : byScript(sample, letters)) ?? byStopWords(words);
}

function lengthOf(runs: readonly string[] | null): number {
  return runs?.reduce((sum, run) => sum + run.length, 0) ?? 0;
}

function byScript(sample: string, letters: number): DetectedLanguage | null {
  for (const { script, language, marks } of SCRIPT_LANGUAGES) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share < (language === 'ja' ? KANA_SHARE : SCRIPT_SHARE)) continue;
    const marked = marks?.find(
      ({ mark }) => (sample.match(new RegExp(mark.source, 'giu'))?.length ?? 0) > letters / 200,
    );
    // A script that several languages share is no proof against a declaration unless its marks decide.
    return {
      code: marked?.language ?? language,
      sure: marked !== undefined || marks === undefined || language === 'ar',
      confidence: rounded(marked !== undefined || marks === undefined ? Math.min(0.99, share) : share * 0.7),
    };
  }
  return null;
}

function byStopWords(words: readonly string[]): DetectedLanguage | null {
  if (words.length < ENOUGH_WORDS) return null;
  const counts = new Map<string, number>();
  for (const word of words)
    for (const code of LANGUAGES_OF.get(word) ?? []) counts.set(code, (counts.get(code) ?? 0) + 1);
  const scores = Object.keys(STOP_WORDS)
    .map((code) => ({ code, share: (counts.get(code) ?? 0) / words.length }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = scores;
  if (!best || best.share < 0.12) return null;
  return {
    code: best.code,
    sure: words.length > 60 && best.share > 0.2 && best.share > (second?.share ?? 0) * 1.4,
    confidence: rounded(
      (best.share / (best.share + (second?.share ?? 0))) *
        Math.min(1, best.share / 0.2) *
        Math.min(1, words.length / 60),
    ),
  };
}

function rounded(share: number): number {
  return Math.round(Math.min(1, share) * 100) / 100;
}
