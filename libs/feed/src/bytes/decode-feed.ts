import iconv from 'iconv-lite';
import { isUtf8 } from 'node:buffer';
import { detectCharset } from './detect-charset.js';

export interface DecodedFeed {
  text: string;
  /** The charset that was used. */
  charset: string;
  warnings: string[];
}

const BOMS: readonly [string, readonly number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What a label means in practice (WHATWG Encoding, section 4.2), where it differs from its own name. */
const READ_AS: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252', 'iso8859-1': 'windows-1252', latin1: 'windows-1252', 'latin-1': 'windows-1252',
  l1: 'windows-1252', 'us-ascii': 'windows-1252', ascii: 'windows-1252', 'ansi_x3.4-1968': 'windows-1252',
  'iso-8859-9': 'windows-1254', 'iso-8859-11': 'windows-874', 'tis-620': 'windows-874',
  gb2312: 'gb18030', gbk: 'gb18030', 'x-gbk': 'gb18030', gb_2312: 'gb18030', 'gb_2312-80': 'gb18030',
  shift_jis: 'cp932', 'shift-jis': 'cp932', 'x-sjis': 'cp932', sjis: 'cp932',
  'euc-kr': 'cp949', 'ks_c_5601-1987': 'cp949', big5: 'big5-hkscs', utf8: 'utf-8', 'unicode-1-1-utf-8': 'utf-8',
}; // prettier-ignore

const C1 = /[\u0080-\u009f]/;
const CP1252_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The bytes of a feed as text: BOM, UTF-16/32 pattern, HTTP charset, XML declaration, UTF-8, windows-1252, in this order. */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): DecodedFeed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const warnings: string[] = [];
  const charset = chooseCharset(buffer, contentType, warnings);
  let text = charset === 'utf-8' ? buffer.toString('utf8') : iconv.decode(buffer, charset);
  if (text.startsWith('\ufeff')) text = text.slice(1);
  if (charset === 'utf-8' && text.includes('\ufffd') && !isUtf8(buffer)) {
    text = readStrayBytes(buffer);
    warnings.push('charset_stray_bytes');
  }
  // In UTF-8 all C1 codes begin with this byte, and many texts have none of it.
  const mayHoldC1 = charset !== 'utf-8' || buffer.includes(0xc2) || warnings.length > 0;
  return {
    text: mayHoldC1 && C1.test(text) ? text.replace(/[\u0080-\u009f]/g, c1ToCp1252) : text,
    charset,
    warnings,
  };
}

/** The character that a C1 code stands for where it is met in the wild. */
export function c1ToCp1252(character: string): string {
  return CP1252_C1[character.charCodeAt(0) - 0x80] ?? character;
}

/** The byte that windows-1252 writes a UTF-16 code unit with; null when it has none. */
export function byteOfCp1252(code: number): number | null {
  if (code <= 0xff) return code;
  const at = CP1252_C1.indexOf(String.fromCharCode(code));
  return at < 0 ? null : 0x80 + at;
}

function chooseCharset(buffer: Buffer, contentType: string | null, warnings: string[]): string {
  const bom = BOMS.find(([, mark]) => mark.every((byte, i) => buffer[i] === byte));
  if (bom) return bom[0];
  const wide = widePattern(buffer);
  if (wide) return wide;
  const http = knownCharset(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]);
  const declared = knownCharset(declaredCharset(buffer));
  const stated = http ?? declared;
  const isValid = isUtf8(buffer);
  if (stated === null) return isValid || mostlyUtf8(buffer) ? 'utf-8' : guess(buffer, warnings);
  if (stated === 'utf-8' && !isValid && declared !== null && declared !== 'utf-8') {
    warnings.push('charset_header_wrong');
    return declared;
  }
  if (stated === 'windows-1252' && isValid) return 'utf-8';
  return stated;
}

/** UTF-16 and UTF-32 without a mark show by where the zeros of the first `<` or `{` stand. */
function widePattern(buffer: Buffer): string | null {
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

function declaredCharset(buffer: Buffer): string | undefined {
  const head = buffer.toString('latin1', 0, 1024);
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([^"'\s]+)/i.exec(head)?.[1];
}

/** Null for an unknown label, and for wide ones: bytes that had them would have shown it already. */
function knownCharset(label: string | undefined): string | null {
  if (!label) return null;
  const name = label.toLowerCase();
  const charset = READ_AS[name] ?? name;
  if (/^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646)/.test(charset)) return null;
  if (['hex', 'base64', 'binary', 'utf-7', 'utf-7-imap'].includes(charset)) return null;
  return iconv.encodingExists(charset) ? charset : null;
}

/** Bytes that nobody named and that are not UTF-8. */
function guess(buffer: Buffer, warnings: string[]): string {
  warnings.push('charset_guessed');
  return knownCharset(detectCharset(buffer) ?? undefined) ?? 'windows-1252';
}

/** A stray byte among many whole sequences does not make a text windows-1252. */
function mostlyUtf8(buffer: Buffer): boolean {
  const text = buffer.toString('utf8');
  const broken = text.split('\ufffd').length - 1;
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return whole > 4 * broken;
}

/** Bytes that are not UTF-8 read as windows-1252, where each stands for one character. */
function readStrayBytes(buffer: Buffer): string {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < buffer.length;) {
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
