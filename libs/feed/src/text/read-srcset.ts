/** In characters; no page writes a longer list. */
const MAX_LENGTH = 8_000;
const MAX_CANDIDATES = 50;
const SEPARATOR = /[\t\n\f\r ,]*/y;
const WORD = /[^\t\n\f\r ]*/y;
const DESCRIPTOR = /^(?:|[1-9]\d{0,5}w|\d{1,3}(?:\.\d{1,4})?x)$/;

export interface SourceCandidate {
  url: string;
  /** A width or a density; '' if there is none. */
  descriptor: string;
}

/** The readable candidates of a `srcset`, written anew. '' if there is none. */
export function readSrcset(text: string): string {
  return writeSrcset(candidatesOf(text).filter(({ descriptor }) => DESCRIPTOR.test(descriptor)));
}

export const writeSrcset = (candidates: readonly SourceCandidate[]): string =>
  candidates.map(({ url, descriptor }) => `${url} ${descriptor}`.trimEnd()).join(', ');

/** The candidates of a `srcset` (HTML Standard, section 4.8.4.2.1). None if it is too long. Linear. */
export function candidatesOf(text: string): SourceCandidate[] {
  if (text.length > MAX_LENGTH) return [];
  const candidates: SourceCandidate[] = [];
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
      candidates.push({ url, descriptor: text.slice(at, end).trim() });
      at = end;
    } else candidates.push({ url, descriptor: '' });
  }
  return candidates;
}

/** Without trailing commas. */
function withoutEnd(word: string): string {
  let to = word.length;
  while (to > 0 && word[to - 1] === ',') to -= 1;
  return word.slice(0, to);
}
