import * as zlib from 'node:zlib';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';

const text = Buffer.from('caf\xe9 and a long tail '.repeat(50), 'latin1');
const LIMIT = { maxBytes: 100_000, maxRatio: 200 };

const gzip = (bytes: Buffer) => zlib.gzipSync(bytes);
/** A member with the optional fields of RFC 1952: extra, name, comment and a checksum of the header. */
const named = (bytes: Buffer) =>
  Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0b11110, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7]),
    Buffer.from('a.xml\0by hand\0', 'latin1'),
    Buffer.from([0, 0]),
    gzip(bytes).subarray(10),
  ]);

describe('decodeBody', () => {
  it.each<[string, string | undefined, Buffer]>([
    ['nothing', undefined, text],
    ['identity', 'identity', text],
    ['gzip', 'gzip', zlib.gzipSync(text)],
    ['a name in capitals', 'GZIP', zlib.gzipSync(text)],
    ['x-gzip', 'x-gzip', zlib.gzipSync(text)],
    ['deflate with its zlib header', 'deflate', zlib.deflateSync(text)],
    ['deflate without it', 'deflate', zlib.deflateRawSync(text)],
    ['brotli', 'br', zlib.brotliCompressSync(text)],
    ['gzip over gzip', 'gzip, gzip', zlib.gzipSync(zlib.gzipSync(text))],
    ['brotli over gzip', 'gzip, br', zlib.brotliCompressSync(zlib.gzipSync(text))],
    ['gzip in two members', 'gzip', Buffer.concat([gzip(text.subarray(0, 99)), gzip(text.subarray(99))])],
    ['gzip and a newline', 'gzip', Buffer.concat([gzip(text), Buffer.from('\n')])],
    ["gzip and a page cache's comment", 'gzip', Buffer.concat([gzip(text), Buffer.from('<!-- cached -->')])],
    ['gzip and padding', 'gzip', Buffer.concat([gzip(text), Buffer.alloc(512)])],
    ['gzip without its trailer', 'gzip', gzip(text).subarray(0, -8)],
    ['gzip with half a trailer', 'gzip', gzip(text).subarray(0, -3)],
    ['gzip that names its file', 'gzip', named(text)],
    ['zlib without its checksum', 'deflate', zlib.deflateSync(text).subarray(0, -4)],
    ['gzip that is called UTF-8 too', 'gzip, utf-8', gzip(text)],
    ...['utf-8', 'none', 'binary', 'aws-chunked', 'UTF8', '8bit', 'text/html', 'iso-8859-1', '*'].map(
      (coding): [string, string, Buffer] => [`nothing, for it is no coding: ${coding}`, coding, text],
    ),
  ])('undoes %s', async (_name, coding, body) => {
    expect((await decodeBody(body, coding, LIMIT)).equals(text)).toBe(true);
  });

  it('undoes zstd exactly where it asks for it', async () => {
    const asks = ACCEPT_ENCODING.includes('zstd');
    expect(asks).toBe('zstdCompressSync' in zlib);
    if (asks) expect((await decodeBody(zlib.zstdCompressSync(text), 'zstd', LIMIT)).equals(text)).toBe(true);
    else await expect(decodeBody(text, 'zstd', LIMIT)).rejects.toMatchObject({ code: 'decode' });
  });

  it('leaves an empty body empty', async () => {
    expect(await decodeBody(Buffer.alloc(0), 'gzip', LIMIT)).toHaveLength(0);
  });

  const bomb = Buffer.alloc(5_000_000);
  it.each([
    ['gzip', zlib.gzipSync(bomb)],
    ['deflate', zlib.deflateSync(bomb)],
    ['br', zlib.brotliCompressSync(bomb)],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(bomb))],
  ])('stops a %s bomb at the limit', async (coding, body) => {
    await expect(decodeBody(body, coding, LIMIT)).rejects.toMatchObject({
      code: 'too_large',
      isTransient: false,
    });
  });

  it('stops what grows beyond its ratio, from 1 MiB on', async () => {
    const bounds = { maxBytes: 1e9, maxRatio: 200 };
    const grown = (bytes: number) => decodeBody(zlib.gzipSync(Buffer.alloc(bytes)), 'gzip', bounds);
    expect(await grown(1024 * 1024)).toHaveLength(1024 * 1024);
    await expect(grown(1024 * 1024 + 1)).rejects.toMatchObject({ code: 'too_large' });
  });

  it.each([
    ['gzip', zlib.gzipSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['br', zlib.brotliCompressSync(text)],
  ])('says that %s data stop short', async (coding, body) => {
    await expect(decodeBody(body.subarray(0, body.length - 9), coding, LIMIT)).rejects.toMatchObject({
      code: 'truncated',
      isTransient: true,
    });
  });

  it.each<[string, Buffer]>([
    ['gzip', gzip(text)],
    ['deflate', zlib.deflateSync(text)],
    ['br', zlib.brotliCompressSync(text)],
  ])('gives the start of %s that is cut, and no more than the bound', async (coding, body) => {
    const cut = { ...LIMIT, isCut: true };
    expect((await decodeBody(body, coding, { ...cut, maxBytes: 100 })).equals(text.subarray(0, 100))).toBe(
      true,
    );
    const start = await decodeBody(body.subarray(0, body.length - 12), coding, cut).catch(() => null);
    expect(start === null || text.subarray(0, start.length).equals(start)).toBe(true);
    await expect(decodeBody(Buffer.from('no such data'), coding, cut)).rejects.toMatchObject({
      code: 'decode',
    });
  });

  it('says that a checksum is wrong', async () => {
    const body = Buffer.from(gzip(text));
    body[body.length - 6]! ^= 1;
    await expect(decodeBody(body, 'gzip', LIMIT)).rejects.toMatchObject({ code: 'decode' });
  });

  it('counts all members of a bomb together', async () => {
    const member = gzip(Buffer.alloc(60_000));
    const body = Buffer.concat([member, member]);
    await expect(decodeBody(body, 'gzip', LIMIT)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('says that data are not what the header says', async () => {
    await expect(decodeBody(text, 'gzip', LIMIT)).rejects.toMatchObject({
      code: 'decode',
      isTransient: true,
    });
  });

  it.each(['compress', 'gzip, xz', 'gzip, gzip, gzip, gzip'])('refuses the coding "%s"', async (coding) => {
    const body = zlib.gzipSync(text);
    await expect(decodeBody(body, coding, LIMIT)).rejects.toMatchObject({
      code: 'decode',
      isTransient: false,
    });
  });
});
