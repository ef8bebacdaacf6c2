import { HTML_ENTITIES } from './html-entity-names.js';

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,7}));/gi;
/** Soft hyphen, tatweel, zero-width characters and direction marks: they part no words. */
const INVISIBLE = /[\u00ad\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]/g;
/** Marks of Latin, Greek, Cyrillic, Hebrew and Arabic. Those of Indic scripts are vowels and stay. */
const DIACRITICS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const LETTER_VARIANTS: Record<string, string> = {
  'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ة': 'ه', 'ۀ': 'ه', 'ہ': 'ه', 'ک': 'ك', 'ς': 'σ',
}; // prettier-ignore
const VARIANT = new RegExp(`[${Object.keys(LETTER_VARIANTS).join('')}]`, 'g');
const BEYOND_ASCII_DIGIT = /(?![0-9])\p{Nd}/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}\p{Sc}]+/gu;

/**
 * Text as it is compared: entities decoded, NFKD without diacritics, Arabic letter forms and digits of any script unified,
 * lower case; words parted by one space, nothing kept but letters, digits and currency signs.
 */
export function normaliseText(text: string): string {
  return decodeEntities(text)
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(DIACRITICS, '')
    .replace(VARIANT, (letter) => LETTER_VARIANTS[letter] ?? letter)
    .replace(BEYOND_ASCII_DIGIT, toAsciiDigit)
    .normalize('NFC')
    .toLowerCase()
    .replace(SEPARATORS, ' ')
    .trim();
}

/** Digits of every script as 0 to 9, all else as it stands. */
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

/** The ten digits of a script stand in a row, so the distance to its zero is the value. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
