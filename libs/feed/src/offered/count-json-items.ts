const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const ARRAY = 0x5b;
/** Where lists of entries stand: in JSON Feed, and in RSS written as JSON. */
const LISTS = new Set(['items', 'rss.channel.item', 'rss.channel.items']);
const DEEPEST_KEY = 3;

/** Number of entries in a JSON feed, or in RSS written as JSON. A last member that is cut off counts too. */
export function countJsonItems(bytes: Uint8Array, start: number): number {
  let [depth, items] = [0, 0];
  // The last string at each depth. It is a key if a colon follows.
  const keys: string[] = [];
  let listDepth = Infinity;
  let isExpected = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte <= SPACE) continue;
    if (depth === listDepth && isExpected && !CLOSING.has(byte)) {
      items += 1;
      isExpected = false;
    }
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (depth <= DEEPEST_KEY && depth < listDepth) keys[depth] = textOf(bytes, at + 1, end);
      at = end;
    } else if (OPENING.has(byte)) {
      const isList = byte === ARRAY && depth <= DEEPEST_KEY && depth < listDepth;
      if (isList && LISTS.has(keys.slice(1, depth + 1).join('.'))) {
        listDepth = depth + 1;
        isExpected = true;
      }
      depth += 1;
    } else if (CLOSING.has(byte)) {
      depth -= 1;
      if (depth < listDepth) listDepth = Infinity;
    } else if (byte === COMMA && depth === listDepth) isExpected = true;
    else if (byte === COMMA && depth < listDepth) keys.length = Math.min(keys.length, depth);
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
