const WORD = /^[\p{L}\p{M}\p{N}]$/u;
const [IS_WORD, IS_NONE] = [1, 2];
/**
 * Caches what each UTF-16 unit is, because a property class of a regular expression costs more than a
 * look-up.
 */
const known = new Uint8Array(0x10000);

/** The key that different spellings of one text share: lower-case letters and digits with single spaces. */
export function matchKey(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  let key = '';
  let start = -1;
  for (let at = 0; at <= lower.length;) {
    const length = at < lower.length ? wordLength(lower, at) : 0;
    if (length > 0) {
      if (start < 0) start = at;
      at += length;
      continue;
    }
    if (start >= 0) key += (key === '' ? '' : ' ') + lower.slice(start, at);
    start = -1;
    at += 1;
  }
  return key;
}

/** The number of units of the letter, mark or digit at `at`; 0 for anything else. */
function wordLength(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) {
    const pair = String.fromCodePoint(text.codePointAt(at) ?? 0);
    return pair.length === 2 && WORD.test(pair) ? 2 : 0;
  }
  known[unit] ||= WORD.test(String.fromCharCode(unit)) ? IS_WORD : IS_NONE;
  return known[unit] === IS_WORD ? 1 : 0;
}
