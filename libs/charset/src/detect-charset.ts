import { analyse } from 'chardet';

/** Enough for statistics; the detector's cost grows with its input. */
const SAMPLE_BYTES = 65_536;
const MIN_BYTES = 8;
/** Charsets that a detector recognises by sequences or letters, with the least confidence (of 100) that counts. */
const TOLD_APART: Readonly<Record<string, number>> = {
  Shift_JIS: 30, 'EUC-JP': 30, 'EUC-KR': 30, Big5: 30, GB18030: 30, 'KOI8-R': 20, 'windows-1251': 20, 'ISO-8859-5': 20,
  'windows-1253': 20, 'ISO-8859-7': 20, 'windows-1255': 20, 'ISO-8859-8': 20, 'windows-1256': 20, 'ISO-8859-6': 20,
  'ISO-8859-2': 25, 'windows-1250': 25, 'ISO-8859-9': 25, 'windows-1254': 25,
}; // prettier-ignore
const LATIN = /^(?:ISO-8859-[29]|windows-125[04])$/;
const WESTERN = /^(?:ISO-8859-1|windows-1252)$/;
/** Latin alphabets look alike: another one than the Western must be this much likelier. */
const LATIN_LEAD = 1.5;

/** The likely charset of bytes beyond ASCII that name none, null when Western or unsure. Markup is left out of the statistics. */
export function detectCharset(bytes: Uint8Array): string | null {
  const sample = textBytes(bytes);
  if (sample.length < MIN_BYTES) return null;
  const matches = analyse(sample).filter(({ name }) => name !== 'UTF-8');
  const [best] = matches;
  if (!best || best.confidence < (TOLD_APART[best.name] ?? Infinity)) return null;
  const western = matches.find(({ name }) => WESTERN.test(name))?.confidence ?? 0;
  return LATIN.test(best.name) && best.confidence < LATIN_LEAD * western ? null : best.name;
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
