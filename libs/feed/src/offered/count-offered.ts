import { countJsonItems } from './count-json-items.js';
import { countLines } from './count-lines.js';
import { countMarkup } from './count-markup.js';

/**
 * How many entries a document offers: start tags of items, entries, `url` and `sitemap` records, the members of JSON's `items`, the
 * lines of a text sitemap. It reads the bytes by itself and shares nothing with the readers, so that what a reader loses shows as a
 * difference. Comments, CDATA and escaped text offer nothing; damage ends nothing. Linear in the bytes.
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
/** Bytes of the marks at the start of a text: UTF-8, UTF-16. */
const MARKS = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Whether every character takes two bytes or four, most of which are zero in markup. */
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
