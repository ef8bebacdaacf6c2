import { isBinary } from './is-binary.js';

const page =
  '<!doctype html><title>Hafen</title><p>Die Fähre kam am Dienstag zurück, sagte Jörg Öztürk.</p>'.repeat(20);

/** Bytes that look like chance, the same each time (xorshift32). */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 0xff;
    }),
  );
}

it.each([
  ['bytes of chance', noise(40_000, 7)],
  ['few bytes of chance', noise(400, 3)],
  ['a page with bytes of chance behind it', Buffer.concat([Buffer.from(page), noise(30_000, 5)])],
  ['a picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(50, 0x41)])],
  ['an archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(50, 0x42)])],
  ['a document', Buffer.from('%PDF-1.7 text only')],
  ['a program', Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001'), Buffer.alloc(2_000)])],
])('%s is no text', (_, body) => {
  expect(isBinary(body, 'text/html; charset=utf-8')).toBe(true);
});

it.each([
  ['a page', Buffer.from(page), 'text/html'],
  ['a page in Latin-1', Buffer.from(page, 'latin1'), 'text/html; charset=iso-8859-1'],
  [
    'a page in Japanese with escapes',
    Buffer.from('\u001b$B%K%e!<%9\u001b(B'.repeat(40), 'latin1'),
    'text/html',
  ],
  ['a page with a zero in it', Buffer.from(`${page}\u0000${page}`), 'text/html'],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${page}`, 'utf16le'), 'text/html'],
  [
    'UTF-16 that the header names',
    Buffer.from('<p>ニュース速報、港の船が戻った。</p>'.repeat(9), 'utf16le'),
    'text/html; charset=UTF-16LE',
  ],
  ['UTF-16 that nothing names', Buffer.from(page, 'utf16le'), 'text/html'],
  ['nothing', Buffer.alloc(0), 'text/html'],
])('%s is text', (_, body, contentType) => {
  expect(isBinary(body, contentType)).toBe(false);
});
