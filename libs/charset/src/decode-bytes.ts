import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { mendC1 } from './windows-1252.js';

/** Of several bytes a character; in all others a C1 code is a byte of windows-1252 that was mislabelled. */
const MULTI_BYTE = /^(?:utf-|gb|big5|euc-|shift_jis|iso-2022|iconv)/;
/** What iconv alone reads. */
const ONLY_ICONV = /^utf-32/;

/**
 * Bytes as text by a charset that `charsetOfLabel` gave, or `utf-16le`, `utf-16be`, `utf-32le`, `utf-32be`. What cannot be read becomes
 * U+FFFD; a byte-order mark goes.
 */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = withoutMark(decode(buffer, charset));
  return MULTI_BYTE.test(charset) ? text : mendC1(text);
}

/** Node's own decoders of UTF-8 and UTF-16 take a fraction of the time of the others. */
function decode(buffer: Buffer, charset: string): string {
  if (charset === 'utf-8') return buffer.toString('utf8');
  if (charset === 'utf-16le') return buffer.toString('utf16le');
  if (ONLY_ICONV.test(charset)) return iconv.decode(buffer, charset);
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(buffer);
  } catch {
    // RangeError: a charset beyond the Encoding Standard.
    return iconv.decode(buffer, charset);
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
