import { promisify, types } from 'node:util';
import * as zlib from 'node:zlib';
import { HttpError } from './http.errors.js';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decoder = promisify(zlib.gunzip);
const inflate: Decoder = promisify(zlib.inflate);
const inflateRaw: Decoder = promisify(zlib.inflateRaw);
const brotli: Decoder = promisify(zlib.brotliDecompress);
// From Node 22.15 on.
const zstd: Decoder | null = 'zstdDecompress' in zlib ? promisify(zlib.zstdDecompress) : null;

/** RFC 9110 says zlib; some servers send the bare deflate stream, which lacks the zlib header. */
const deflate: Decoder = (body, options) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? inflate(body, options) : inflateRaw(body, options);

const decoders = new Map<string, Decoder | null>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', deflate],
  ['br', brotli],
  ['zstd', zstd],
]);

const MAX_CODINGS = 3;

/** Value of Accept-Encoding: what `decodeBody` can undo on this Node. */
export const ACCEPT_ENCODING = zstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

export interface DecodeBounds {
  maxBytes: number;
  /** How many times its size a body may grow from 1 MiB on; text of feeds and pages stays far below 200. */
  maxRatio: number;
}

const FREE_BYTES = 1024 * 1024;

/**
 * Undoes content codings (RFC 9110 section 8.4), the last applied first. Memory is bound by the size and by the ratio.
 * Throws HttpError `decode` for an unknown coding or bad data, `truncated` for data that stop, `too_large`.
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string | undefined,
  { maxBytes, maxRatio }: DecodeBounds,
): Promise<Buffer> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();
  if (codings.length > MAX_CODINGS)
    throw new HttpError('decode', `${codings.length} content codings`, { isTransient: false });
  let decoded = body;
  const most = Math.min(maxBytes, Math.max(FREE_BYTES, body.length * maxRatio));
  for (const coding of codings) decoded = await decodeOne(decoded, coding, most);
  return decoded;
}

async function decodeOne(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const decoder = decoders.get(coding);
  if (!decoder) throw new HttpError('decode', `unknown content coding "${coding}"`, { isTransient: false });
  if (body.length === 0) return body;
  try {
    return await decoder(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const code: unknown = types.isNativeError(cause) ? Reflect.get(cause, 'code') : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new HttpError('too_large', `the body is over ${maxBytes} bytes when decoded`, { cause });
    if (typeof code === 'string' && STOPPED_SHORT.has(code))
      throw new HttpError('truncated', `the ${coding} data stop short`, { cause });
    throw new HttpError('decode', `the body is not valid ${coding}`, { cause });
  }
}

const STOPPED_SHORT: ReadonlySet<string> = new Set(['Z_BUF_ERROR', 'ERR_BROTLI_DECODER_ERROR_UNREACHABLE']);
