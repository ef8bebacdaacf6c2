/** In characters; no page writes a longer list. */
const MAX_LENGTH = 8_000;
const MAX_CANDIDATES = 50;
const SEPARATOR = /[\t\n\f\r ,]*/y;
const WORD = /[^\t\n\f\r ]*/y;
const DESCRIPTOR = /^(?:[1-9]\d{0,5}w|\d{1,3}(?:\.\d{1,4})?x)$/;

/**
 * Rewrites the readable candidates of a `srcset`: an address with a width or a density, or an address alone
 * (HTML Standard, section 4.8.4.2.1). '' if there is none. Linear.
 */
export function readSrcset(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const candidates: string[] = [];
  for (let at = 0; at < text.length && candidates.length < MAX_CANDIDATES;) {
    SEPARATOR.lastIndex = at;
    at += SEPARATOR.exec(text)?.[0].length ?? 0;
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? '';
    const url = withoutEnd(word);
    at += word.length;
    if (url === '') continue;
    if (url === word) {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const descriptor = text.slice(at, end).trim();
      at = end;
      if (descriptor === '') candidates.push(url);
      else if (DESCRIPTOR.test(descriptor)) candidates.push(`${url} ${descriptor}`);
    } else candidates.push(url);
  }
  return candidates.join(', ');
}

/** Without trailing commas. */
function withoutEnd(word: string): string {
  let to = word.length;
  while (to > 0 && word[to - 1] === ',') to -= 1;
  return word.slice(0, to);
}
