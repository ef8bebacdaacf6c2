import type { Buffer } from 'node:buffer';
import { markedCharset } from './shape-of-bytes.js';
import { c1ToCp1252 } from './windows-1252.js';

/** UTF-8 in which the bytes that are none are read as windows-1252, each as one character. A byte-order mark goes. */
export function readStrayBytes(buffer: Buffer): string {
  const parts: string[] = [];
  let start = markedCharset(buffer) === 'utf-8' ? 3 : 0;
  for (let i = start; i < buffer.length;) {
    const length = sequenceLength(buffer, i);
    if (length > 0) {
      i += length;
      continue;
    }
    parts.push(buffer.toString('utf8', start, i), c1ToCp1252(String.fromCharCode(buffer[i] ?? 0)));
    start = ++i;
  }
  return parts.join('') + buffer.toString('utf8', start);
}

/** Bytes of the UTF-8 sequence at `i` (RFC 3629), 0 when there is none. */
function sequenceLength(buffer: Buffer, i: number): number {
  const first = buffer[i] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let k = 1; k < length; k++) if (((buffer[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = buffer[i + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}
