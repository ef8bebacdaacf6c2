import { countJsonItems } from './count-json-items.js';
import { countLines } from './count-lines.js';
import { countMarkup } from './count-markup.js';

/**
 * How many entries a document offers: start tags of items and entries, `url` and `sitemap` records, members
 * of JSON's `items`, lines of a text sitemap. It shares no code with the readers, so that entries which a
 * reader loses show as a difference. Comments, CDATA and escaped text do not count, and damage does not stop
 * the count. Linear in the bytes.
 */
export function countOffered(bytes: Uint8Array): number {
  const plain = isWide(bytes) ? bytes.filter((byte) => byte !== 0) : bytes;
  const start = startOf(plain);
  const first = plain[start];
  if (first === undefined) return 0;
  if (first === BRACE || first === BRACKET) return countJsonItems(plain, start);
  return countMarkup(plain) || countLines(plain, start);
}

const BRACE = 0x7b;
const BRACKET = 0x5b;
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Bytes of the byte-order marks of UTF-8 and UTF-16. */
const MARKS = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Whether every character takes two or four bytes. Most of these bytes are zero in markup. */
function isWide(bytes: Uint8Array): boolean {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isMarked || bytes.subarray(0, 4).includes(0);
}

function startOf(bytes: Uint8Array): number {
  let at = 0;
  while (at < 4 && MARKS.has(bytes[at] ?? 0)) at += 1;
  while (SPACES.has(bytes[at] ?? 0)) at += 1;
  return at;
}
