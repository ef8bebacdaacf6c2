import { isTrackingParameter, type Parameter } from './is-tracking-parameter.js';

/** Whether a parameter has no part in the identity of a page. */
export type IsDropped = (parameter: Parameter) => boolean;

/**
 * What stands before a parameter: the proper sign, or one that was appended without a look at whether a query
 * existed.
 */
const STRAY = /(?:[?;]|%3f|%26|%3b)(?:amp;)*(?=[\w.%-]{1,60}(?:=|%3d))/gi;
const STRAY_PIECE = /^(?:[&;]|%3f|%26|%3b)(?:amp;)*([\w.-]{1,60})(?:=|%3d)(.*)$/i;

/**
 * The query of an address in identity form, with its question mark, or an empty text: tracking dropped, the
 * rest sorted by name.
 */
export function normaliseQuery(search: string, isDropped: IsDropped): string {
  const kept = withoutStray(search.slice(1), isDropped)
    .split('&')
    .filter((part) => part !== '')
    .map(readParameter)
    .filter((parameter) => !isDropped(parameter));
  // The sort is stable and by name only, because the order of values under one name can carry meaning.
  kept.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const text = kept.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join('&');
  return text === '' ? '' : `?${text}`;
}

/**
 * Removes tracking that was appended to the value of another parameter: `id=7?utm_source=x`,
 * `id=7%3Futm_source%3Dx`, `id=7;utm_source=x`.
 */
function withoutStray(query: string, isDropped: IsDropped): string {
  return query
    .split('&')
    .map((part) => {
      const starts = [...part.matchAll(STRAY)].map(({ index }) => index);
      // Pieces are checked from the last one on. The first piece that stays ends the search.
      let end = part.length;
      for (const at of starts.toReversed()) {
        if (at === 0 || !isStray(part.slice(at, end), isDropped)) break;
        end = at;
      }
      return part.slice(0, end);
    })
    .join('&');
}

/**
 * Removes tracking that was appended to a path as if it were a query: `/story&utm_source=x`,
 * `/story%3Futm_source%3Dx`.
 */
export function withoutStrayQuery(pathname: string, isDropped: IsDropped): string {
  const slashes = /\/*$/.exec(pathname.slice(-8))?.[0] ?? '';
  const pieces = pathname.slice(0, pathname.length - slashes.length).split(/(?=[&;]|%3f|%26|%3b)/i);
  while (pieces.length > 1 && isStray(pieces.at(-1) ?? '', isDropped)) pieces.pop();
  return pieces.join('') + slashes;
}

function isStray(piece: string, isDropped: IsDropped): boolean {
  const [, name, value] = STRAY_PIECE.exec(piece.replace(/^\?/, '&')) ?? [];
  if (name === undefined || value === undefined || value.includes('/')) return false;
  return isDropped({ name, value: decoded(value) ?? value });
}

function readParameter(part: string): Parameter {
  const at = part.indexOf('=');
  // A double-escaped ampersand leaves its name; a doubled question mark leaves its sign.
  const name = (at < 0 ? part : part.slice(0, at)).replace(/^(?:amp;|\?|%3f)+/i, '');
  return { name: normaliseFormText(name), value: at < 0 ? '' : normaliseFormText(part.slice(at + 1)) };
}

function normaliseFormText(text: string): string {
  const plain = decoded(text.replaceAll('+', ' '));
  return plain === null ? upperCaseEscapes(text) : encodeURIComponent(plain.normalize('NFC'));
}

/** Percent-decoded text; null if it is not UTF-8. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function upperCaseEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}

/** Parameters that select content, by host in identity form. Names are in lower case. */
export type SignificantParameters = ReadonlyMap<string, ReadonlySet<string>>;

/** What is dropped at a host: tracking, except parameters that select content there. */
export function dropsAt(
  hostname: string,
  identityHost: string,
  significant: SignificantParameters,
): IsDropped {
  const kept = significant.get(identityHost);
  return (parameter) => !kept?.has(parameter.name.toLowerCase()) && isTrackingParameter(parameter, hostname);
}
