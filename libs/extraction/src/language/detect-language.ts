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

/** Language of running text by its script, or by its frequent words where the script is Latin; null when unclear. */
export function detectLanguage(text: string): DetectedLanguage | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH_LETTERS) return null;
  return byScript(sample, letters) ?? byStopWords(sample);
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

function byStopWords(sample: string): DetectedLanguage | null {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < ENOUGH_WORDS) return null;
  const scores = Object.entries(STOP_WORDS)
    .map(([code, frequent]) => ({
      code,
      share: words.filter((word) => frequent.has(word)).length / words.length,
    }))
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
