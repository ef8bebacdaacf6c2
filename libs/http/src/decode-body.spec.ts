import * as zlib from 'node:zlib';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';

const text = Buffer.from('caf\xe9 and a long tail '.repeat(50), 'latin1');
const LIMIT = { maxBytes: 100_000, maxRatio: 200 };

describe('decodeBody', () => {
  it.each([
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

  it('says that data are not what the header says', async () => {
    await expect(decodeBody(text, 'gzip', LIMIT)).rejects.toMatchObject({
      code: 'decode',
      isTransient: true,
    });
  });

  it.each(['compress', 'gzip, rot13', 'gzip, gzip, gzip, gzip'])(
    'refuses the coding "%s"',
    async (coding) => {
      const body = zlib.gzipSync(text);
      await expect(decodeBody(body, coding, LIMIT)).rejects.toMatchObject({
        code: 'decode',
        isTransient: false,
      });
    },
  );
});
