import { Parser } from 'htmlparser2';
import { c1ToCp1252 } from '@dateline/charset';
import { scanHtml } from './scan-html.js';

const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,9})|([a-z][a-z0-9]{0,40}));?/iy;
const PARTING = new Set(['p', 'div', 'br', 'li', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr']);
const UNREAD = new Set(['script', 'style']);

const XML_NAMES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with the five special characters of markup as references. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Decodes references once, including the names of HTML. Unknown ones stay. `extra` are the document's own
 * entities.
 */
export function decodeReferences(text: string, extra?: (name: string) => string | undefined): string {
  let amp = text.indexOf('&');
  if (amp < 0) return text;
  let decoded = '';
  let at = 0;
  for (; amp >= 0; amp = text.indexOf('&', amp + 1)) {
    REFERENCE.lastIndex = amp;
    const match = REFERENCE.exec(text);
    if (!match) continue;
    decoded += text.slice(at, amp) + characterFor(match, extra);
    at = amp + match[0].length;
  }
  decoded += text.slice(at);
  // Some writers encode each half of a surrogate pair as a reference. A single half is not a character.
  return text.includes('&#') ? decoded.toWellFormed() : decoded;
}

function characterFor(
  [whole, hex, decimal, name]: RegExpExecArray,
  extra?: (name: string) => string | undefined,
): string {
  if (name === undefined)
    return characterOf(hex !== undefined ? parseInt(hex, 16) : parseInt(decimal ?? '', 10));
  const character = XML_NAMES.get(name);
  if (character !== undefined || !whole.endsWith(';')) return character ?? whole;
  return extra?.(name) ?? namedCharacter(name) ?? whole;
}

/** The text of an HTML fragment: markup, scripts and styles dropped, references decoded, white space collapsed. */
export function textOfHtml(html: string): string {
  if (!/[<&]/.test(html)) return collapse(html);
  const parts: string[] = [];
  let hidden = 0;
  scanHtml(
    withoutOpenComments(html),
    {
      open(name) {
        if (UNREAD.has(name)) hidden++;
        if (PARTING.has(name)) parts.push(' ');
      },
      text(text) {
        if (hidden === 0) parts.push(text);
      },
      close(name) {
        if (UNREAD.has(name)) hidden = Math.max(0, hidden - 1);
        if (PARTING.has(name)) parts.push(' ');
      },
    },
    true,
  );
  return collapse(parts.join(''));
}

/** A comment that is never closed ends at its first `>`, so that it does not hide the text after it. */
export function withoutOpenComments(html: string): string {
  if (!html.includes('<!--')) return html;
  const end = html.lastIndexOf('-->');
  const tail = end < 0 ? html : html.slice(end + 3);
  return tail.includes('<!--')
    ? html.slice(0, html.length - tail.length) + tail.replace(/<!--[^>]*>?/g, '')
    : html;
}

const NEEDS_COLLAPSE = /[^\S ]|^ | (?: |$)/;

export function collapse(text: string): string {
  if (!NEEDS_COLLAPSE.test(text)) return text;
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return c1ToCp1252(String.fromCharCode(code));
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  if (isControl || code === 0xfffe || code === 0xffff) return '';
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

const names = new Map<string, string | undefined>();
const MAX_NAMES = 4_000;

/** The tokenizer has HTML's table of names. Its answers are cached, up to a bound. */
function namedCharacter(name: string): string | undefined {
  if (names.has(name)) return names.get(name);
  let text = '';
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true });
  parser.end(`&${name};`);
  const character = text === `&${name};` || text.endsWith(';') ? undefined : text;
  if (names.size < MAX_NAMES) names.set(name, character);
  return character;
}
