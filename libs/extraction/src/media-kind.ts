import { Buffer } from 'node:buffer';

/** How page bytes can be read. */
export type MediaKind = 'html' | 'text' | 'unsupported';

const BINARY_TYPE = /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|gzip|octet-stream|msword|vnd\.)/i;
const BINARY_MAGIC = [
  '%PDF-',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'PK\x03\x04',
  '\x1f\x8b',
  'RIFF',
  'OggS',
  '\x00\x00\x00',
];
const MARKUP = /<(?:!doctype|html|head|body|div|p|article|meta|title|span|br|pre|h1)\b/i;

/**
 * Decides by content first, because servers send wrong types: binary signatures, then markup, then the
 * declared type.
 */
export function mediaKind(bytes: Uint8Array, text: string, contentType: string | null): MediaKind {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (BINARY_MAGIC.some((magic) => start.startsWith(magic))) return 'unsupported';
  const declared = contentType?.split(';')[0]?.trim() ?? '';
  if (/^text\/plain$/i.test(declared) && !/^\s*<(?:!doctype|html)/i.test(text)) return 'text';
  if (MARKUP.test(text.slice(0, 100_000))) return 'html';
  return BINARY_TYPE.test(declared) ? 'unsupported' : 'text';
}
