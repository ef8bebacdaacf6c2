const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const ARRAY = 0x5b;
/** Depth inside the document's object, and inside a list in it. */
const MEMBERS = 1;
const ITEMS = 2;

/** Number of members of `items` in a JSON feed. A last member that is cut off counts too. */
export function countJsonItems(bytes: Uint8Array, start: number): number {
  let [depth, items] = [0, 0];
  // The last string of the outer object. It is a key if a colon and a list follow.
  let key = '';
  let inItems = false;
  let isExpected = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte <= SPACE) continue;
    if (inItems && depth === ITEMS && isExpected && !CLOSING.has(byte)) {
      items += 1;
      isExpected = false;
    }
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (depth === MEMBERS) key = textOf(bytes, at + 1, end);
      at = end;
    } else if (OPENING.has(byte)) {
      depth += 1;
      if (depth === ITEMS) {
        inItems = byte === ARRAY && key === 'items';
        isExpected = inItems;
      }
    } else if (CLOSING.has(byte)) depth -= 1;
    else if (byte === COMMA && depth === ITEMS) isExpected = true;
    else if (byte === COMMA && depth === MEMBERS) key = '';
  }
  return items;
}

/** Index of the closing quote, or the end of the bytes. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

const MAX_KEY = 16;
const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  to - from > MAX_KEY ? '' : Buffer.from(bytes.subarray(from, to)).toString('latin1');
