import {
  charsetOfLabel,
  decodeBytes,
  detectCharset,
  isIso2022Jp,
  isMostlyUtf8,
  markedCharset,
  readStrayBytes,
  wideCharset,
} from '@dateline/charset';
import { Buffer, isUtf8 } from 'node:buffer';
import { charsetsOfLanguage } from './legacy-charsets.js';
import { readDeclaredLabels } from './read-declared-labels.js';
import { repairMojibake } from './repair-mojibake.js';

export interface DecodedPage {
  text: string;
  /** Name of the encoding used to read the bytes, in lower case. */
  charset: string;
}

/**
 * Bytes. A declaration must stand within this many bytes to count. Browsers read 1024, but real pages have
 * later ones.
 */
const DECLARATION_WITHIN = 8192;

/**
 * Decodes page bytes. The evidence counts in this order: byte-order mark, a pattern of UTF-16, escapes of
 * ISO-2022-JP, UTF-8 with few errors, the HTTP charset, the page's declarations, what the detector finds if
 * the page's language or its host's country confirms it, the usual charset of the language, windows-1252.
 */
export function decodePage(
  bytes: Uint8Array,
  contentType: string | null,
  url: string | null = null,
): DecodedPage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const charset = chooseCharset(buffer, contentType, url);
  const isDamaged = charset === 'utf-8' && !isUtf8(buffer);
  const text = isDamaged ? readStrayBytes(buffer) : decodeBytes(buffer, charset);
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  // UTF-16 may contain half of a surrogate pair, which is not a character.
  return { text: repairMojibake(whole).toWellFormed(), charset };
}

function chooseCharset(buffer: Buffer, contentType: string | null, url: string | null): string {
  const shown = markedCharset(buffer) ?? wideCharset(buffer);
  if (shown !== null) return shown;
  if (isIso2022Jp(buffer)) return 'iso-2022-jp';
  if (isUtf8(buffer) || isMostlyUtf8(buffer)) return 'utf-8';
  const head = withoutScripts(buffer.toString('latin1', 0, DECLARATION_WITHIN));
  const stated = [httpLabel(contentType), ...declaredLabels(head)].map(charsetOfLabel);
  // The bytes are known not to be UTF-8, whatever a declaration says.
  const usable = stated.find((charset) => charset !== null && charset !== 'utf-8');
  return usable ?? guess(buffer, languageOf(head) ?? languageOfHost(url));
}

function guess(buffer: Buffer, language: string | null): string {
  const usual = language === null ? [] : charsetsOfLanguage(language);
  const detected = charsetOfLabel(detectCharset(buffer));
  // A declared language in Latin letters is no evidence against another script: many pages wrongly declare
  // English.
  if (detected !== null && (usual.length === 0 || usual.includes(detected))) return detected;
  return usual[0] ?? 'windows-1252';
}

function httpLabel(contentType: string | null): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
}

function declaredLabels(head: string): string[] {
  const xml = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  return [...(xml === undefined ? [] : [xml]), ...readDeclaredLabels(head)];
}

/** Comments, scripts and styles declare nothing. */
function withoutScripts(head: string): string {
  return head.replace(/<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1|$)/gi, ' ');
}

function languageOf(head: string): string | null {
  return /<html[^>]{0,300}\blang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(head)?.[1] ?? null;
}

/** The likely language of a host's country, from CLDR. */
function languageOfHost(url: string | null): string | null {
  const country = url === null || !URL.canParse(url) ? '' : (new URL(url).hostname.split('.').at(-1) ?? '');
  if (!/^[a-z]{2}$/.test(country)) return null;
  return new Intl.Locale(`und-${country === 'uk' ? 'GB' : country}`).maximize().baseName;
}
