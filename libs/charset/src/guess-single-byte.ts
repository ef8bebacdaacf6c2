import { decodeBytes } from './decode-bytes.js';
import { LETTER_SHARES } from './letter-shares.js';

type Language = keyof typeof LETTER_SHARES;

const words = (text: string) => text.split(' ') as Language[];
const WESTERN = words('de fr es it pt nl sv da fi is ca sq ga');
const CENTRAL = words('pl cs sk hu hr sl ro');
const BALTIC = words('lt lv et');
/** Charsets of the Encoding Standard with one byte a character, by the languages written in them. Of two that read a text alike the first counts. */
const CHARSETS: readonly (readonly [charset: string, languages: readonly Language[]])[] = [
  ['windows-1252', [...WESTERN, 'et']],
  ['windows-1250', CENTRAL],
  ['iso-8859-2', CENTRAL],
  ['windows-1254', ['tr']],
  ['windows-1257', BALTIC],
  ['iso-8859-13', BALTIC],
  ['iso-8859-4', BALTIC],
  ['windows-1258', ['vi']],
  ['macintosh', WESTERN],
  ['windows-1251', words('ru uk bg sr mk be')],
  ['koi8-r', words('ru bg')],
  ['koi8-u', words('uk be ru')],
  ['iso-8859-5', words('ru uk bg sr mk be')],
  ['x-mac-cyrillic', words('ru uk bg')],
  ['ibm866', words('ru uk bg be')],
  ['windows-1253', ['el']],
  ['iso-8859-7', ['el']],
  ['windows-1255', ['he']],
  ['iso-8859-8', ['he']],
  ['windows-1256', words('ar fa ur')],
  ['iso-8859-6', ['ar']],
  ['windows-874', ['th']],
];

/** Shares of what the language does not write: a letter of another one, a sign beside a word, and what cannot stand in a word. */
const FOREIGN = 0.000_3;
const SIGN = 0.02;
const IMPOSSIBLE = 0.000_1;
const BROKEN = '\ufffd';
/** Another charset must be this much likelier than windows-1252 (as a logarithm): an e-acute alone tells nothing. */
const LEAD = 3;

/** How often each letter beyond ASCII occurs; '' counts signs, BROKEN what cannot stand in a word. */
type Counts = ReadonlyMap<string, number>;

/**
 * The likeliest charset of words beyond ASCII, by the letters of the languages that are written in it; null for windows-1252 and for too few
 * letters. A multinomial model of single letters: frequencies of single letters part even charsets of one script.
 */
export function guessSingleByte(sample: Uint8Array): string | null {
  let [best, bestScore, western] = ['', -Infinity, -Infinity];
  for (const [charset, languages] of CHARSETS) {
    const counts = countLetters(decodeBytes(sample, charset));
    const score = Math.max(...languages.map((language) => scoreOf(counts, language)));
    if (charset === 'windows-1252') western = score + LEAD;
    if (score > bestScore) [best, bestScore] = [charset, score];
  }
  return bestScore > western ? best : null;
}

const LETTER = /[\p{L}\p{M}]/u;
/** Signs that are met inside words. */
const JOINER = /[’'\u00ad\u200c\u200d-]/u;

function countLetters(text: string): Counts {
  const counts = new Map<string, number>();
  let previous = ' ';
  for (const [at, character] of [...text].entries()) {
    if (character > '\u007f') {
      const key = keyOf(character, previous, text[at + 1] ?? ' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    previous = character;
  }
  return counts;
}

function keyOf(character: string, previous: string, next: string): string {
  if (character === BROKEN || (character >= '\u0080' && character <= '\u009f')) return BROKEN;
  const isInWord = LETTER.test(previous) || LETTER.test(next);
  if (LETTER.test(character)) {
    // A letter by itself is mostly a sign that was misread: the pound of a price.
    if (!isInWord) return '';
    const lower = character.toLowerCase();
    // A capital behind a small letter.
    return lower !== character && previous !== previous.toUpperCase() ? BROKEN : lower;
  }
  return LETTER.test(previous) && LETTER.test(next) && !JOINER.test(character) ? BROKEN : '';
}

const models = new Map<Language, ReadonlyMap<string, number>>();

function scoreOf(counts: Counts, language: Language): number {
  const model = models.get(language) ?? readShares(language);
  models.set(language, model);
  let score = 0;
  for (const [letter, count] of counts) {
    const share = letter === '' ? SIGN : letter === BROKEN ? IMPOSSIBLE : (model.get(letter) ?? FOREIGN);
    score += count * Math.log(share);
  }
  return score;
}

function readShares(language: Language): ReadonlyMap<string, number> {
  const shares = LETTER_SHARES[language].split(' ').map((entry): [string, number] => {
    const [, letter = '', share] = /^(\D+)(\d+)$/.exec(entry) ?? [];
    return [letter, Number(share)];
  });
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  return new Map(shares.map(([letter, share]) => [letter, share / sum]));
}
