import { InvalidArticleUrl } from '@dateline/article';
import { contentTypeOf, identityUrlOf } from './page-identity.js';

const html = (head: string) =>
  Buffer.from(`<!doctype html><html><head><title>Harbour reopens</title>${head}</head><body><h1>Harbour reopens</h1>
<p>${'The harbour reopened on Monday after repairs to its eastern wall. '.repeat(12)}</p></body></html>`);
const page = (bytes: Buffer, contentType = 'text/html') => ({ bytes, contentType, sha256: 'ab'.repeat(32) });

describe('identityUrlOf', () => {
  it('takes the address that is given', () => {
    const bytes = html('<link rel="canonical" href="https://tribune.example/a">');
    expect(identityUrlOf(page(bytes), 'https://tribune.example/b')).toBe('https://tribune.example/b');
  });

  it('takes the canonical link of an HTML page', () => {
    const bytes = html('<link rel="canonical" href="https://tribune.example/a">');
    expect(identityUrlOf(page(bytes), null)).toBe('https://tribune.example/a');
  });

  it.each([
    ['an HTML page without one', page(html(''))],
    [
      'a canonical link in a comment',
      page(html('<!-- <link rel="canonical" href="https://tribune.example/a"> -->')),
    ],
    ['plain text', page(Buffer.from('Harbour reopens\n\nThe harbour reopened.'), 'text/plain')],
    ['an empty file', page(Buffer.alloc(0))],
  ])('names %s by its bytes', (_what, given) => {
    expect(identityUrlOf(given, null)).toBe(`https://import.invalid/${'ab'.repeat(32)}`);
  });

  it('refuses a given address that is none of the web', () => {
    expect(() => identityUrlOf(page(html('')), 'mailto:desk@tribune.example')).toThrow(InvalidArticleUrl);
  });
});

it.each([
  ['a.html', 'x', 'text/html'],
  ['a.HTM', 'x', 'text/html'],
  ['a.xhtml', 'x', 'text/html'],
  ['a.txt', '<p>', 'text/plain'],
  ['a.text', '<p>', 'text/plain'],
  ['a', '  \n<!doctype html>', 'text/html'],
  ['a', '\ufeff<html>', 'text/html'],
  ['a.page', 'Harbour reopens', 'text/plain'],
])('%s beginning with %j is %s', (path, start, type) => {
  expect(contentTypeOf(path, Buffer.from(start))).toBe(type);
});
