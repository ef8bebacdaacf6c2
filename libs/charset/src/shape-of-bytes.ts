import type { Buffer } from 'node:buffer';

const BOMS: readonly [string, readonly number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The charset of a byte-order mark; null if there is none. */
export function markedCharset(buffer: Buffer): string | null {
  return BOMS.find(([, mark]) => mark.every((byte, i) => buffer[i] === byte))?.[0] ?? null;
}

/** UTF-16 and UTF-32 without a mark show by the position of the zeros around the first `<` or `{`. */
export function wideCharset(buffer: Buffer): string | null {
  const at = (i: number): string => (buffer[i] === 0 ? '0' : (buffer[i] ?? 0) < 0x80 ? 'x' : '?');
  const pattern = buffer.length < 4 ? '' : `${at(0)}${at(1)}${at(2)}${at(3)}`;
  switch (pattern) {
    case '000x':
      return 'utf-32be';
    case 'x000':
      return 'utf-32le';
    case '0x0x':
    case '0x0?':
      return 'utf-16be';
    case 'x0x0':
    case 'x0?0':
      return 'utf-16le';
    default:
      return null;
  }
}

/** Escapes to the Japanese sets of ISO-2022-JP (RFC 1468), and nothing beyond seven bits. UTF-8 with such bytes would be ASCII, and is not met. */
export function isIso2022Jp(buffer: Buffer): boolean {
  const escape = buffer.indexOf('\x1b$');
  if (escape < 0 || !/^[@B]/.test(buffer.toString('latin1', escape + 2, escape + 3))) return false;
  return buffer.every((byte) => byte < 0x80);
}

/** Whether bytes that are not strict UTF-8 hold at least four whole sequences for each stray byte. */
export function isMostlyUtf8(buffer: Buffer): boolean {
  const text = buffer.toString('utf8');
  const broken = text.split('\ufffd').length - 1;
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return whole > 4 * broken;
}
