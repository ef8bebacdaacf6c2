import { analyse } from 'chardet';
import { decodeBytes } from './decode-bytes.js';
import { guessSingleByte } from './guess-single-byte.js';

/** Enough for statistics; the detector's cost grows with its input. */
const SAMPLE_BYTES = 65_536;
/** Letters are counted in so many. */
const LETTER_BYTES = 8_192;
const MIN_BYTES = 8;
/** Charsets of several bytes a character, with the least confidence (of 100) that counts. */
const MULTI_BYTE: ReadonlySet<string> = new Set(['Shift_JIS', 'EUC-JP', 'EUC-KR', 'Big5', 'GB18030']);
const LEAST_CONFIDENCE = 30;
/** One character in this many may be damaged. */
const DAMAGED_SHARE = 50;

/**
 * The likely charset of bytes beyond ASCII that name none, null when Western or unsure. Markup is left out of the statistics. chardet knows
 * charsets of several bytes by their sequences, letters tell the others apart.
 */
export function detectCharset(bytes: Uint8Array): string | null {
  const sample = textBytes(bytes);
  if (sample.length < MIN_BYTES) return null;
  const [best] = analyse(sample).filter(({ name }) => name !== 'UTF-8');
  const isWide = best !== undefined && MULTI_BYTE.has(best.name) && best.confidence >= LEAST_CONFIDENCE;
  return isWide && isReadBy(best.name, sample)
    ? best.name
    : guessSingleByte(sample.subarray(0, LETTER_BYTES));
}

function isReadBy(charset: string, sample: Uint8Array): boolean {
  const text = decodeBytes(sample, charset.toLowerCase());
  return (text.split('\ufffd').length - 1) * DAMAGED_SHARE <= text.length;
}

/** The bytes outside tags, and of those only words that hold a byte beyond ASCII: English markup drowns a short text. */
function textBytes(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.min(bytes.length, SAMPLE_BYTES));
  let length = 0;
  let inTag = false;
  let start = 0;
  let isForeign = false;
  for (let i = 0; i <= bytes.length && length < out.length; i++) {
    const byte = bytes[i] ?? 0x20;
    // A trail byte of Big5 or Shift_JIS may be any character but these.
    const isBreak = byte <= 0x20 || byte === 0x3c || byte === 0x3e;
    if (byte >= 0x80) isForeign = true;
    if (!isBreak) continue;
    if (isForeign && !inTag) {
      const word = bytes.subarray(start, Math.min(i, start + out.length - length));
      out.set(word, length);
      length += word.length;
      if (length < out.length) out[length++] = 0x20;
    }
    if (byte === 0x3c) inTag = true;
    else if (byte === 0x3e) inTag = false;
    start = i + 1;
    isForeign = false;
  }
  return out.subarray(0, length);
}
