import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { charsetOf, openBody } from './open-body.js';

const text = 'The ferry leaves an hour later. '.repeat(10_000);

function request(body: Buffer, headers: Record<string, string> = {}, isWhole = true) {
  const stream = new PassThrough();
  stream.write(body);
  if (isWhole) stream.end();
  return Object.assign(stream, { headers }) as unknown as IncomingMessage & PassThrough;
}

async function readAll(from: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of openBody(from)) parts.push(part);
  return Buffer.concat(parts).toString();
}

it.each([
  ['as it is', {}, Buffer.from(text)],
  ['gzip', { 'content-encoding': 'gzip' }, gzipSync(text)],
  ['deflate', { 'content-encoding': 'deflate' }, deflateSync(text)],
  ['brotli', { 'content-encoding': ' BR' }, brotliCompressSync(text)],
])('reads a body: %s', async (_what, headers, body) => {
  expect(await readAll(request(body, headers))).toBe(text);
});

it('refuses a coding that is unknown or broken', async () => {
  await expect(readAll(request(Buffer.from(text), { 'content-encoding': 'lzma' }))).rejects.toThrow('lzma');
  await expect(readAll(request(Buffer.from(text), { 'content-encoding': 'gzip' }))).rejects.toThrow(
    'is not gzip',
  );
});

it.each([[{}], [{ 'content-encoding': 'gzip' }]])(
  'leaves the request open for its answer: %o',
  async (headers) => {
    const body = 'content-encoding' in headers ? gzipSync(text) : Buffer.from(text);
    const given = request(body, headers, false);
    for await (const part of openBody(given)) if (part.length > 0) break;
    expect(given.destroyed).toBe(false);
  },
);

it.each([
  ['text/xml; charset=utf-8', 'utf-8'],
  ['text/xml;charset="Windows-1251"', 'Windows-1251'],
  ['text/xml', undefined],
])('reads the charset of %s', (type, charset) => {
  expect(charsetOf({ headers: { 'content-type': type } })).toBe(charset);
});
