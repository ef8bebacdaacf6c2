import iconv from 'iconv-lite';
import { decodeFeed } from './decode-feed.js';

const TEXT = '<rss>Köln, Zürich: ça va déjà</rss>';
const utf8 = Buffer.from(TEXT);
const latin = iconv.encode(TEXT, 'windows-1252');

describe('decodeFeed', () => {
  it.each([
    [
      'UTF-8 with a mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
      'text/xml; charset=windows-1251',
      'utf-8',
    ],
    [
      'UTF-16 with a mark',
      iconv.encode(TEXT, 'utf-16le', { addBOM: true }),
      'text/xml; charset=utf-8',
      'utf-16le',
    ],
    ['UTF-16 without', iconv.encode(TEXT, 'utf-16be'), null, 'utf-16be'],
    ['UTF-32 without', iconv.encode(TEXT, 'utf-32le'), null, 'utf-32le'],
    ['nothing said, UTF-8', utf8, null, 'utf-8'],
    ['nothing said, not UTF-8', latin, null, 'windows-1252'],
    ['header says Latin-1, bytes are UTF-8', utf8, 'text/xml; charset=ISO-8859-1', 'utf-8'],
    ['header says Latin-1 and it is', latin, 'text/xml; charset="iso-8859-1"', 'windows-1252'],
    ['header says nothing known', utf8, 'text/xml; charset=x-nosuch', 'utf-8'],
  ])('%s', (_what, bytes, contentType, charset) => {
    expect(decodeFeed(bytes, contentType)).toMatchObject({ text: TEXT, charset });
  });

  it('believes the declaration when the header’s UTF-8 is not', () => {
    const text = `<?xml version="1.0" encoding="windows-1251"?><rss>Новости моря</rss>`;
    const decoded = decodeFeed(iconv.encode(text, 'windows-1251'), 'text/xml; charset=utf-8');
    expect(decoded).toEqual({ text, charset: 'windows-1251', warnings: ['charset_header_wrong'] });
  });

  it('reads one stray byte as windows-1252 and the rest as UTF-8', () => {
    const bytes = Buffer.concat([utf8, Buffer.from([0x93, 0xe9, 0x94]), utf8]);
    expect(decodeFeed(bytes, null)).toEqual({
      text: `${TEXT}“é”${TEXT}`,
      charset: 'utf-8',
      warnings: ['charset_stray_bytes'],
    });
  });

  it('reads a view of a larger buffer', () => {
    const whole = Buffer.concat([Buffer.from('xx'), utf8, Buffer.from('yy')]);
    expect(decodeFeed(new Uint8Array(whole.buffer, whole.byteOffset + 2, utf8.length), null).text).toBe(TEXT);
  });
});
