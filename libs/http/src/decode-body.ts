import { promisify, types } from 'node:util';
import * as zlib from 'node:zlib';
import { decodeGzip } from './decode-gzip.js';
import { HttpError } from './http.errors.js';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflate: Decoder = promisify(zlib.inflate);
const inflateRaw: Decoder = promisify(zlib.inflateRaw);
const brotli: Decoder = promisify(zlib.brotliDecompress);
// From Node 22.15 on.
const zstd: Decoder | null = 'zstdDecompress' in zlib ? promisify(zlib.zstdDecompress) : null;

/**
 * RFC 9110 says zlib. Some servers send the bare deflate stream without the zlib header, and some omit the
 * checksum at the end.
 */
const deflate: Decoder = async (body, options) => {
  if (((body[0] ?? 0) & 0x0f) !== 8) return inflateRaw(body, options);
  try {
    return await inflate(body, options);
  } catch (error) {
    if (codeOf(error) !== 'Z_BUF_ERROR') throw error;
    return inflateRaw(body.subarray(ZLIB_HEADER), options);
  }
};
const ZLIB_HEADER = 2;

const decoders = new Map<string, Decoder | null>([
  ['gzip', decodeGzip],
  ['x-gzip', decodeGzip],
  ['deflate', deflate],
  ['br', brotli],
  ['zstd', zstd],
]);

/**
 * Registered codings that pack the body and that nothing here can undo. Any other unknown name (`utf-8`,
 * `none`, `binary`, `aws-chunked`) is a server's mistake about an unpacked body; browsers read it as it is,
 * and so does this client.
 */
const UNREADABLE: ReadonlySet<string> = new Set([
  'compress',
  'x-compress',
  'dcb',
  'dcz',
  'exi',
  'pack200-gzip',
  'sdch',
  'bzip2',
  'x-bzip2',
  'lzma',
  'xz',
]);

const MAX_CODINGS = 3;

/** Value of Accept-Encoding: the codings that `decodeBody` can undo on this Node version. */
export const ACCEPT_ENCODING = zstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

export interface DecodeBounds {
  maxBytes: number;
  /**
   * The most that a body may grow when decoded, as a multiple of its size, from 1 MiB on. Feeds and pages
   * stay far below 200.
   */
  maxRatio: number;
  /** Whether data beyond the bounds, and truncated data, return what was decoded so far. */
  isCut?: boolean;
}

const FREE_BYTES = 1024 * 1024;

/**
 * Undoes content codings (RFC 9110 section 8.4), the last applied first. Size and ratio limit the memory.
 * Throws HttpError `decode` for bad data and for a coding that nothing here can undo, `truncated` for data
 * that stop early, `too_large`.
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string | undefined,
  { maxBytes, maxRatio, isCut = false }: DecodeBounds,
): Promise<Buffer> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => decoders.has(coding) || UNREADABLE.has(coding))
    .reverse();
  if (codings.length > MAX_CODINGS)
    throw new HttpError('decode', `${codings.length} content codings`, { isTransient: false });
  let decoded = body;
  const most = Math.min(maxBytes, Math.max(FREE_BYTES, body.length * maxRatio));
  for (const coding of codings)
    decoded = isCut ? await decodeStart(decoded, coding, most) : await decodeOne(decoded, coding, most);
  return decoded;
}

const streams = new Map<string, () => zlib.Gzip | zlib.BrotliDecompress>([
  ['gzip', () => zlib.createGunzip()],
  ['x-gzip', () => zlib.createGunzip()],
  ['deflate', () => zlib.createInflate()],
  ['br', () => zlib.createBrotliDecompress()],
  ['zstd', () => zlib.createZstdDecompress()],
]);

/** The first `maxBytes` of a coded body, whose end may be missing. */
async function decodeStart(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const stream = streams.get(coding)?.();
  if (!stream) return decodeOne(body, coding, maxBytes);
  const parts: Buffer[] = [];
  let bytes = 0;
  stream.end(body);
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= maxBytes) break;
    }
  } catch (cause) {
    if (bytes === 0) throw new HttpError('decode', `the body is not valid ${coding}`, { cause });
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}

async function decodeOne(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const decoder = decoders.get(coding);
  if (!decoder)
    throw new HttpError('decode', `content coding "${coding}" cannot be read`, { isTransient: false });
  if (body.length === 0) return body;
  try {
    return await decoder(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new HttpError('too_large', `the body is over ${maxBytes} bytes when decoded`, { cause });
    if (typeof code === 'string' && STOPPED_SHORT.has(code))
      throw new HttpError('truncated', `the ${coding} data stop short`, { cause });
    throw new HttpError('decode', `the body is not valid ${coding}`, { cause });
  }
}

const STOPPED_SHORT: ReadonlySet<string> = new Set(['Z_BUF_ERROR', 'ERR_BROTLI_DECODER_ERROR_UNREACHABLE']);

function codeOf(error: unknown): unknown {
  return types.isNativeError(error) ? Reflect.get(error, 'code') : undefined;
}
