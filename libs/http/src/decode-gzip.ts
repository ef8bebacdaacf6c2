import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

const inflateRaw = promisify<Buffer, zlib.ZlibOptions, InflatedWithEngine>(
  // With `info` the callback also gets the engine, which knows where the data ended.
  zlib.inflateRaw as unknown as (
    body: Buffer,
    options: zlib.ZlibOptions,
    done: (error: Error | null, value: InflatedWithEngine) => void,
  ) => void,
);

interface InflatedWithEngine {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

/** Bits of the FLG byte (RFC 1952 section 2.3.1). */
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 };
const FIXED_HEADER = 10;
/** CRC-32 and length of the unpacked data. */
const TRAILER = 8;
/**
 * Servers join a few members at most. Without a bound, a body of empty members would cost a call for every 20
 * bytes.
 */
const MAX_MEMBERS = 1_000;

/**
 * Unpacks gzip (RFC 1952) as browsers and curl do: it joins members, ignores bytes after the last member, and
 * accepts a missing trailer. A complete trailer must be right. Throws like zlib: `Z_BUF_ERROR` for data that
 * stop early, `ERR_BUFFER_TOO_LARGE` beyond `maxOutputLength` bytes, `Z_DATA_ERROR` for anything else.
 */
export async function decodeGzip(
  body: Buffer,
  { maxOutputLength }: { maxOutputLength: number },
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let left = maxOutputLength;
  let at = 0;
  while (parts.length < MAX_MEMBERS && (at === 0 || isMember(body, at))) {
    const start = at + headerLength(body.subarray(at));
    const { buffer, engine } = await inflateRaw(body.subarray(start), {
      info: true,
      maxOutputLength: Math.max(1, left),
    });
    parts.push(buffer);
    left -= buffer.length;
    at = start + engine.bytesWritten + TRAILER;
    if (at <= body.length) checkTrailer(body.subarray(at - TRAILER, at), buffer);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

function isMember(body: Buffer, at: number): boolean {
  return body.length - at > FIXED_HEADER && body.readUInt16BE(at) === 0x1f8b && body[at + 2] === 8;
}

function headerLength(member: Buffer): number {
  if (member[0] !== 0x1f || (member.length > 1 && member[1] !== 0x8b) || (member[2] ?? 8) !== 8)
    throw zlibError('Z_DATA_ERROR', 'no gzip header');
  const flags = member[3] ?? 0;
  let length = FIXED_HEADER;
  if (flags & FLAG.extra) length += 2 + (member.length >= length + 2 ? member.readUInt16LE(length) : 0);
  for (const flag of [FLAG.name, FLAG.comment]) {
    if (!(flags & flag)) continue;
    const end = member.indexOf(0, length);
    length = end < 0 ? member.length + 1 : end + 1;
  }
  if (flags & FLAG.headerCrc) length += 2;
  if (length > member.length) throw zlibError('Z_BUF_ERROR', 'the gzip header stops short');
  return length;
}

function checkTrailer(trailer: Buffer, unpacked: Buffer): void {
  const isRight =
    trailer.readUInt32LE(0) === zlib.crc32(unpacked) && trailer.readUInt32LE(4) === unpacked.length % 2 ** 32;
  if (!isRight) throw zlibError('Z_DATA_ERROR', 'the checksum is wrong');
}

const zlibError = (code: string, message: string) => Object.assign(new Error(message), { code });
