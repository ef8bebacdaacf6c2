import { Buffer, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { LABEL_MEANS, LEGACY_CHARSET_OF_LANGUAGE } from './charset-labels.js';
import { repairMojibake } from './repair-mojibake.js';

export interface DecodedPage {
  text: string;
  /** Name of the encoding that read the bytes, lower case. */
  charset: string;
}

/** A declaration stands in the first bytes or it does not count; browsers look at 1024, real pages come later. */
const DECLARATION_WITHIN = 8192;
/** Share of unreadable characters up to which bytes that are not strict UTF-8 still count as damaged UTF-8. */
const DAMAGED_SHARE = 0.05;

/** Decodes page bytes: BOM, then strict UTF-8, then the HTTP charset, the page's own, its language, windows-1252. */
export function decodePage(bytes: Uint8Array, contentType: string | null): DecodedPage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byteOrderOf(buffer);
  if (marked) return decodeAs(buffer, marked);
  if (isUtf8(buffer)) return decodeAs(buffer, 'utf-8');
  const head = buffer.toString('latin1', 0, DECLARATION_WITHIN);
  for (const label of [charsetOfContentType(contentType), declaredCharset(head)]) {
    const charset = label && usableCharset(label);
    if (!charset) continue;
    const page = decodeAs(buffer, charset);
    if (charset !== 'utf-8' || looksLikeDamagedUtf8(page.text)) return page;
  }
  return decodeAs(buffer, charsetOfLanguage(head) ?? 'windows-1252');
}

/** Node's own decoder of UTF-8 gives what the library's does, in a fraction of the time. */
function decodeAs(buffer: Buffer, charset: string): DecodedPage {
  const text = charset === 'utf-8' ? withoutMark(buffer.toString('utf8')) : iconv.decode(buffer, charset);
  return { text: repairMojibake(text.includes('\0') ? text.replaceAll('\0', '') : text), charset };
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The charset by byte order mark, or by the zero bytes beside the first "<" (XML 1.0, appendix F). */
function byteOrderOf(buffer: Buffer): string | null {
  const [a, b, c] = buffer;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return null;
}

function charsetOfContentType(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

function declaredCharset(head: string): string | null {
  const xml = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  return xml ?? /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

function usableCharset(label: string): string | null {
  const lower = label.toLowerCase();
  const charset = LABEL_MEANS[lower] ?? lower;
  // A meta tag that could be read as ASCII is not UTF-16, whatever it says.
  if (charset.startsWith('utf-16')) return 'utf-8';
  return iconv.encodingExists(charset) ? charset : null;
}

function looksLikeDamagedUtf8(text: string): boolean {
  const unreadable = text.split('\ufffd').length - 1;
  const beyondAscii = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return unreadable <= beyondAscii * DAMAGED_SHARE;
}

function charsetOfLanguage(head: string): string | null {
  const language = /<html[^>]{0,300}\blang\s*=\s*["']?([a-z]{2})/i.exec(head)?.[1];
  return language ? (LEGACY_CHARSET_OF_LANGUAGE[language.toLowerCase()] ?? null) : null;
}
