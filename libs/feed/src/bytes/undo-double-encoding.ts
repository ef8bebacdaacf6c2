import { isUtf8 } from 'node:buffer';
import { byteOfCp1252 } from '@dateline/charset';
import { matchesAt } from '../text/matches-at.js';

/** Bytes 0x80 to 0xbf as windows-1252 shows them. */
const TRAIL =
  '[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122]';
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${TRAIL}|[\\u00e0-\\u00ef]${TRAIL}{2}|[\\u00f0-\\u00f4]${TRAIL}{3}`,
);

/** A reference that can stand for a part of a sequence: any except those of XML itself. */
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#39);)[#\w]/y;

/**
 * Repairs UTF-8 that was read as windows-1252 and encoded again. It changes a text only if every character
 * beyond ASCII is part of a complete UTF-8 sequence. A single capital before a dash or an ellipsis stays:
 * `CAFÉ…` is meant as it stands.
 */
export function undoDoubleEncoding(text: string): string {
  if (!SEQUENCE.test(text)) return text;
  const bytes = Buffer.alloc(text.length);
  let sequences = 0;
  let isSure = false;
  for (let i = 0; i < text.length; i++) {
    const byte = byteOfCp1252(text.charCodeAt(i));
    if (byte === null) return text;
    bytes[i] = byte;
    if (byte >= 0xc2) sequences++;
    isSure ||= byte >= 0xe0 || (byte >= 0xa0 && byte < 0xc0);
  }
  if (!isUtf8(bytes) || (sequences === 1 && !isSure)) return text;
  return bytes.toString('utf8');
}

/**
 * Whether any part of a document may need the repair: it holds a sequence, or a reference that can stand for
 * a part of one.
 */
export function mayBeDoubleEncoded(text: string): boolean {
  return matchesAt(text, '&', REFERENCE) || SEQUENCE.test(text);
}
