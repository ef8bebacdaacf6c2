import { countOffered } from './count-offered.js';

const count = (text: string, encoding: BufferEncoding = 'utf8') => countOffered(Buffer.from(text, encoding));
const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Ferry</title>${inner}</channel></rss>`;
const atom = (inner: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry</title>${inner}</feed>`;
const sitemap = (inner: string) =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
const item = '<item><title>Quay</title></item>';

describe('countOffered counts', () => {
  it.each([
    ['items of RSS', rss(item + item), 2],
    ['items in any case, with attributes, and empty ones', rss('<Item\n><ITEM rdf:about="x"/><item/>'), 3],
    [
      'items beside the channel (RDF)',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><items><li/></items></channel>${item}</rdf:RDF>`,
      1,
    ],
    [
      'entries under a prefix of their own',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry/><a:entry></a:entry></a:feed>',
      2,
    ],
    [
      'prefixed entries under a bare feed',
      '<feed xmlns:b="http://www.w3.org/2005/Atom"><b:entry/></feed>',
      1,
    ],
    ['entries of a prefix that nobody declares', '<feed><atom:entry/></feed>', 1],
    ['both names of entries in one document', rss('<item/><entry/>') + '<item/>', 3],
    ['pages and sitemaps', sitemap('<url><loc>/a</loc></url><url><loc>/b</loc></url>'), 2],
    ['both addresses of one record', sitemap('<url><loc>/a</loc><loc>/b</loc></url>'), 2],
    [
      'a record without an address',
      '<sitemapindex><sitemap>https://a.example/s.xml</sitemap><sitemap/></sitemapindex>',
      2,
    ],
    [
      'addresses without a record',
      sitemap('<loc>/a</loc><loc>/b</loc><url><loc>/c</loc></url><loc>/d</loc>'),
      4,
    ],
    ['lines behind a comment', '# pages\nhttps://a.example/1', 1],
    [
      'a record within an address once',
      sitemap('<url><loc><url>/a</url></loc></url><url><loc>/b</loc></url>'),
      2,
    ],
    [
      'JSON items, those that are no objects too',
      '{"version":"x","items":[{"id":"1","items":[1,2]},null,"two",[3]],"tags":["a","b"]}',
      4,
    ],
    [
      'lines of a text sitemap',
      'https://a.example/1\r\nhttp://a.example/2\n\n  HTTPS://a.example/3\nno address',
      3,
    ],
  ])('%s', (_name, text, expected) => {
    expect(count(text)).toBe(expected);
  });
});

describe('countOffered does not count', () => {
  it.each([
    [
      'comments, CDATA and escaped text',
      rss(`<!-- ${item} --><description><![CDATA[${item}]]>&lt;item&gt;</description>`),
      0,
    ],
    [
      'what only begins like an item',
      rss('<items/><item-list/><itemize/><items:item xmlns:items="urn:x"/>'),
      0,
    ],
    [
      'items of an extension, by prefix or by default',
      rss(
        `<item><x:item xmlns:x="urn:shop"/><shop xmlns="urn:shop"><item>1</item><item>2</item></shop></item>${item}`,
      ),
      2,
    ],
    [
      'pictures and clips of a page',
      sitemap('<url><loc>/a</loc><image:image><image:loc>/p</image:loc><image:url/></image:image></url>'),
      1,
    ],
    ['the internal subset of a DOCTYPE', `<!DOCTYPE rss [<!ENTITY e "${item}">]>${rss(item)}`, 1],
    ['pages of HTML', `<!doctype html><html><body><rss>${item}</rss></body></html>`, 0],
    ['names inside JSON strings', '{"items":[{"content_html":"\\"},{\\"items\\":[1,2"}]}', 1],
  ])('%s', (_name, text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it('anything in what is no document', () => {
    expect([count(''), count('plain words'), count('[1,2]'), count('<p>hello</p>')]).toEqual([0, 0, 0, 0]);
  });
});

describe('damage ends nothing', () => {
  it.each([
    ['an element that is never closed', rss(`<itunes:category text="Sea">${item}${item}`), 2],
    ['an attribute whose quote is never closed', rss(`<image href="x>${item}${item}`), 2],
    ['items that are never closed', rss('<item><title>a<item><title>b<item>'), 3],
    ['a comment that is never ended', rss(`<!-- ${item}${item}`), 2],
    [
      'CDATA that is never ended, with another item behind it',
      rss(
        `<item><description><![CDATA[a</description></item><item><description><![CDATA[b]]></description></item>`,
      ),
      2,
    ],
    [
      'CDATA that is never ended at all',
      rss(`${item}<item><description><![CDATA[a</description></item>${item}`),
      3,
    ],
    [
      'a foreign element that is never closed',
      atom(
        '<entry><content><div xmlns="http://www.w3.org/1999/xhtml"><p>a</content></entry><entry/><entry/>',
      ),
      3,
    ],
    ['an end in the middle of a tag', rss(item).slice(0, -40) + '<item', 2],
    ['words before the document', `Warning: <br /> <b>mysql</b>\n${rss(item)}`, 1],
    ['JSON that breaks off', '{"items":[{"id":"1"},{"id":"2","title":"Qu', 2],
  ])('%s', (_name, text, expected) => {
    expect(count(text)).toBe(expected);
  });
});

it('counts whatever the charset is', () => {
  const text = rss(item + item);
  expect(count(`\ufeff${text}`)).toBe(2);
  expect(count(text, 'utf16le')).toBe(2);
  expect(countOffered(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toBe(2);
});

/** Bytes that searches went over: all else goes over each byte once. */
function searchedIn(text: string): number {
  const prototype = Buffer.prototype as {
    indexOf: (...search: [string, number?, BufferEncoding?]) => number;
  };
  const { indexOf } = prototype;
  let searched = 0;
  prototype.indexOf = function (this: Buffer, ...search) {
    const found = indexOf.apply(this, search);
    searched += (found < 0 ? this.length : found) - (search[1] ?? 0);
    return found;
  };
  try {
    countOffered(Buffer.from(text));
  } finally {
    prototype.indexOf = indexOf;
  }
  return searched;
}

describe('searching grows no faster than the document', () => {
  it.each([
    ['comments without an end', '<!-- '],
    ['comments', '<!-- a -->'],
    ['CDATA in CDATA', '<![CDATA[</item>'],
    ['sections in which items end', '<![CDATA[</item><![CDATA[]]>'],
    ['doctypes', '<!DOCTYPE ['],
    ['instructions', '<?a'],
  ])('%s', (_name, piece) => {
    const [small, large] = [1_000, 4_000].map((times) => searchedIn(`<rss>${piece.repeat(times)}`)) as [
      number,
      number,
    ];
    expect(small).toBeGreaterThan(0);
    expect(large / small).toBeLessThan(5);
  });
});
