import {
  charsetOfLabel,
  decodeBytes,
  detectCharset,
  isIso2022Jp,
  isMostlyUtf8,
  markedCharset,
  mendC1,
  readStrayBytes,
  wideCharset,
} from '@dateline/charset';
import { isUtf8 } from 'node:buffer';

export interface DecodedFeed {
  text: string;
  /** The charset that was used. */
  charset: string;
  warnings: string[];
}

/**
 * The bytes of a feed as text. In this order: byte-order mark, pattern of UTF-16 or UTF-32, HTTP charset, XML
 * declaration, UTF-8, a guess. A label loses against bytes that are UTF-8 except for stray ones, because text
 * in another charset does not look like UTF-8 by chance.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): DecodedFeed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const warnings: string[] = [];
  const charset = chooseCharset(buffer, contentType, warnings);
  let text = decodeBytes(buffer, charset);
  if (charset === 'utf-8' && text.includes('\ufffd') && !isUtf8(buffer)) {
    text = readStrayBytes(buffer);
    warnings.push('charset_stray_bytes');
  }
  // In UTF-8 every C1 code begins with this byte, and many texts have none.
  const mayHoldC1 = charset === 'utf-8' && (buffer.includes(0xc2) || warnings.length > 0);
  // UTF-16 may hold half of a surrogate pair, which is not a character.
  return { text: (mayHoldC1 ? mendC1(text) : text).toWellFormed(), charset, warnings };
}

function chooseCharset(buffer: Buffer, contentType: string | null, warnings: string[]): string {
  const shown = markedCharset(buffer) ?? wideCharset(buffer);
  if (shown !== null) return shown;
  if (isIso2022Jp(buffer)) return 'iso-2022-jp';
  const http = charsetOfLabel(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]);
  const declared = charsetOfLabel(declaredCharset(buffer));
  const stated = http ?? declared;
  const isValid = isUtf8(buffer);
  if (isValid ? stated === null || stated === 'windows-1252' : isMostlyUtf8(buffer)) return 'utf-8';
  if (stated === null) return guess(buffer, warnings);
  if (stated === 'utf-8' && !isValid && declared !== null && declared !== 'utf-8') {
    warnings.push('charset_header_wrong');
    return declared;
  }
  return stated;
}

function declaredCharset(buffer: Buffer): string | undefined {
  const head = buffer.toString('latin1', 0, 1024);
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([^"'\s]+)/i.exec(head)?.[1];
}

/** Decodes bytes that have no label and are not UTF-8. */
function guess(buffer: Buffer, warnings: string[]): string {
  warnings.push('charset_guessed');
  return charsetOfLabel(detectCharset(buffer)) ?? 'windows-1252';
}
