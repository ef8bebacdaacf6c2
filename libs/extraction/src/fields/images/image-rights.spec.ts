import { extractArticle, type ExtractedArticle } from '../../index.js';

const TEXT =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

function read(node: object, { head = '', beside = [] as object[], body = '' } = {}): ExtractedArticle {
  const script = JSON.stringify([{ '@type': 'NewsArticle', headline: 'Ferry leaves', ...node }, ...beside]);
  const page = `<html><head>${head}<script type="application/ld+json">${script}</script></head><body><h1>Ferry leaves for the islands</h1><article>${body}${TEXT}</article></body></html>`;
  return extractArticle({
    bytes: Buffer.from(page),
    url: 'https://paper.example/a',
    contentType: 'text/html',
  });
}

const RIGHTS = {
  license: 'https://paper.example/licence',
  copyrightNotice: '© 2026 Harbour Courier',
  acquireLicensePage: 'https://paper.example/buy/7',
};
const FIGURE = '<figure><img src="/i/ferry-at-dawn.jpg"><figcaption>The ferry.</figcaption></figure>';

describe('rights in a picture', () => {
  it('are read from JSON-LD, in the article or beside it, by the name of the file', () => {
    const picture = {
      '@type': 'ImageObject',
      contentUrl: 'https://cdn.paper.example/w1200/ferry-at-dawn.jpg',
      creditText: 'Rosa Lind/Coast Wire',
      creator: { '@type': 'Person', name: 'Rosa Lind' },
      ...RIGHTS,
      license: '/licence',
    };
    const expected = {
      ...RIGHTS,
      caption: 'The ferry.',
      creditText: 'Rosa Lind/Coast Wire',
      creditPhotographer: 'Rosa Lind',
    };
    expect(read({ image: picture }, { body: FIGURE }).image).toMatchObject([expected]);
    expect(read({}, { beside: [picture], body: FIGURE }).image).toMatchObject([expected]);
    const other = { ...picture, contentUrl: 'https://cdn.paper.example/quay.jpg' };
    expect(read({}, { beside: [other], body: FIGURE }).image).toMatchObject([
      { license: null, creditText: null, creditPhotographer: null },
    ]);
  });

  it('are read by their IPTC names', () => {
    const picture = {
      '@type': 'ImageObject',
      url: '/i/ferry-at-dawn.jpg',
      'xmpRights:WebStatement': RIGHTS.license,
      'plus:LicensorURL': RIGHTS.acquireLicensePage,
      'photoshop:Credit': 'Coast Wire',
      'dc:rights': RIGHTS.copyrightNotice,
    };
    expect(read({ image: picture }, { body: FIGURE }).image).toMatchObject([
      { ...RIGHTS, creditText: 'Coast Wire' },
    ]);
  });

  it('are read from microdata in the figure, and from meta elements for the lead', () => {
    const marked = `<figure><img src="/i/a.jpg"><figcaption>The ferry.</figcaption><meta itemprop="copyrightNotice" content="${RIGHTS.copyrightNotice}"><a itemprop="license" href="/licence">Terms</a><link itemprop="acquireLicensePage" href="/buy/7"></figure>`;
    expect(read({}, { body: marked }).image).toMatchObject([RIGHTS]);
    const head = `<meta name="iptc:CopyrightNotice" content="${RIGHTS.copyrightNotice}"><meta name="plus:LicensorURL" content="/buy/7"><meta name="xmpRights:WebStatement" content="/licence">`;
    const second = '<figure><img src="/i/b.jpg"><figcaption>The quay.</figcaption></figure>';
    expect(read({}, { head, body: FIGURE + second }).image).toMatchObject([
      RIGHTS,
      { license: null, copyrightNotice: null, acquireLicensePage: null },
    ]);
  });

  it('of the article are not those of its pictures', () => {
    const { image, license } = read({ license: RIGHTS.license }, { body: FIGURE });
    expect(license).toBe(RIGHTS.license);
    expect(image).toMatchObject([{ license: null }]);
  });
});
