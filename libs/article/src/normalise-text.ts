import { HTML_ENTITIES } from './html-entities.js';

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,7}));/gi;
/** Soft hyphen, tatweel, zero-width characters and direction marks. They do not separate words. */
const INVISIBLE = /[\u00ad\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]/g;
/** Marks of Latin, Greek, Cyrillic, Hebrew and Arabic. The marks of Indic scripts are vowels and stay. */
const DIACRITICS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const LETTER_VARIANTS: Record<string, string> = {
  'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ة': 'ه', 'ۀ': 'ه', 'ہ': 'ه', 'ە': 'ه', 'ھ': 'ه', 'ک': 'ك', 'ς': 'σ',
}; // prettier-ignore
const VARIANT = new RegExp(`[${Object.keys(LETTER_VARIANTS).join('')}]`, 'g');
const BEYOND_ASCII_DIGIT = /(?![0-9])\p{Nd}/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}\p{Sc}]+/gu;
/**
 * Marks that stay and parts of syllables combine with the character before them. A text that has them is
 * normalised as a whole.
 */
const JOINING = /\p{M}|[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\ud800-\udfff]/u;

/**
 * The form in which texts are compared: entities decoded, NFKD without diacritics, Arabic letter forms and
 * digits of any script unified, lower case. Only letters, digits, currency signs and single spaces between
 * words remain.
 */
export function normaliseText(text: string): string {
  const decoded = decodeEntities(text);
  return foldUnits(decoded) ?? foldWhole(decoded).replace(SEPARATORS, ' ').trim();
}

function foldWhole(text: string): string {
  return text
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(DIACRITICS, '')
    .replace(BEYOND_ASCII_DIGIT, toAsciiDigit)
    .normalize('NFC')
    .toLowerCase()
    .replace(VARIANT, (letter) => LETTER_VARIANTS[letter] ?? letter);
}

const [UNKNOWN, NOTHING, WHOLE, SPACE] = [0, 1, 2, 0x20];
/**
 * What each UTF-16 unit becomes: another unit, NOTHING, SPACE between words, or WHOLE if the text must be
 * folded as a whole. Filled as units are met.
 */
const UNITS = new Uint16Array(0x10000);
const UTF_16 = new TextDecoder('utf-16le', { ignoreBOM: true });

function foldUnit(unit: number): number {
  const folded = foldWhole(String.fromCharCode(unit)).replace(SEPARATORS, ' ');
  const isWhole = folded.length > 1 || JOINING.test(folded);
  return (UNITS[unit] = isWhole ? WHOLE : folded === '' ? NOTHING : folded.charCodeAt(0));
}

/**
 * Normalises unit by unit, which is much faster than the whole text. Null if a unit becomes several or
 * combines with its neighbours.
 */
function foldUnits(text: string): string | null {
  const out = new Uint16Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const known = UNITS[unit] ?? UNKNOWN;
    const folded = known === UNKNOWN ? foldUnit(unit) : known;
    if (folded === WHOLE) return null;
    if (folded === NOTHING || (folded === SPACE && (length === 0 || out[length - 1] === SPACE))) continue;
    out[length++] = folded;
  }
  if (length > 0 && out[length - 1] === SPACE) length--;
  return UTF_16.decode(out.subarray(0, length));
}

/** Replaces the digits of every script by 0 to 9 and leaves the rest as it is. */
export function foldDigits(text: string): string {
  return text.replace(BEYOND_ASCII_DIGIT, toAsciiDigit);
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (entity: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return HTML_ENTITIES.get(name) ?? entity;
    const code = hex !== undefined ? parseInt(hex, 16) : parseInt(decimal ?? '', 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** The ten digits of a script have consecutive code points, so the distance to its zero is the value. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
