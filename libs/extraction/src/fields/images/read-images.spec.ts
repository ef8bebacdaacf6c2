import { extractArticle, type ArticleImage } from '../../index.js';

const BODY =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';
const CAPTION = 'The ferry at the northern quay.';

function leadOf(html: string): Partial<ArticleImage> | undefined {
  const bytes = Buffer.from(
    `<html><body><h1>Ferry leaves for the islands</h1><article>${html}${BODY}</article></body></html>`,
  );
  return extractArticle({ bytes, url: 'https://paper.example/a', contentType: 'text/html' }).image[0];
}

describe('readImages', () => {
  it.each([
    [
      'a cite in the caption',
      `<figcaption>${CAPTION} <cite>rosa - stock.example</cite></figcaption>`,
      'rosa - stock.example',
    ],
    [
      'a last part after a slash',
      `<figcaption>${CAPTION} <span> / Rosa Lind</span></figcaption>`,
      'Rosa Lind',
    ],
    [
      'an element called image author',
      `<figcaption>${CAPTION}</figcaption><p class="image--author">Foto: REUTERS/Rosa Lind</p>`,
      'REUTERS/Rosa Lind',
    ],
  ])('reads the credit of %s', (_, html, creditText) =>
    expect(leadOf(`<figure><img src="/f.jpg" width="600">${html}</figure>`)).toMatchObject({
      url: 'https://paper.example/f.jpg',
      caption: CAPTION,
      creditText,
    }),
  );

  it('takes an image in a lazy-loading placeholder', () => {
    const html = `<figure><div class="placeholder"><img src="/f.jpg"></div><figcaption>${CAPTION}</figcaption></figure>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/f.jpg', caption: CAPTION });
  });

  it('takes a picture in an aside of its own', () => {
    const html = `<aside class="image wide"><a href="/g"><img src="/f.jpg"></a><p class="caption">${CAPTION}</p></aside>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/f.jpg', caption: CAPTION });
  });

  it.each([
    [
      'the portrait of the author',
      `<figure><img src="/rosa.jpg"><figcaption>By Rosa Lind, reporter, May 3, 2031, 21:18</figcaption></figure>`,
    ],
    [
      'a teaser',
      `<a href="/other"><figure><img src="/other.jpg"><figcaption>Other news</figcaption></figure></a>`,
    ],
    [
      'the next story',
      `<div class="article-next"><img src="/next.jpg"><span class="caption">Next</span></div>`,
    ],
  ])('takes the figure after %s', (_, html) =>
    expect(
      leadOf(`${html}<figure><img src="/f.jpg"><figcaption>${CAPTION}</figcaption></figure>`),
    ).toMatchObject({
      url: 'https://paper.example/f.jpg',
    }),
  );

  it('takes a figure that is a link to its picture', () => {
    const html = `<a href="/f-large.jpg"><figure><img src="/f.jpg"><figcaption>${CAPTION}</figcaption></figure></a>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/f.jpg', caption: CAPTION });
  });

  it.each([
    ['an id', '/share/410397424_w1600.jpeg', '/410397424/640x360'],
    [
      'an escaped path',
      '/r1/1728985679000/a.jpeg',
      '/resize/https%3A%2F%2Fi.example%2F1728985679000%2Fb.jpeg',
    ],
    ['a long name', '/8/ferry-leaves-for-the-islands_share.jpg', '/9/ferry-leaves-for-the-islands_w320.webp'],
  ])('takes the meta image as the page shows it: %s in common', (_, share, ...shown) => {
    const html = `<meta property="og:image" content="${share}"><p><img src="/map.png"><img src="${shown.at(-1)}"></p>`;
    expect(leadOf(html)?.url).toBe(new URL(shown.at(-1) ?? '', 'https://paper.example').href);
  });

  it('takes the meta image where the page shows none of it', () => {
    const html =
      '<meta property="og:image" content="/share/20310503/f.jpg"><p><img src="/20310503/map.png"></p>';
    expect(leadOf(html)?.url).toBe('https://paper.example/share/20310503/f.jpg');
  });

  it('takes the captioned figure at the top before the one made for sharing', () => {
    const html = `<meta property="og:image" content="/second.jpg"><figure><img src="/first.jpg"><figcaption>${CAPTION}</figcaption></figure><figure><img src="/second.jpg"></figure>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/first.jpg' });
  });

  it.each([
    ['descriptors without addresses', '<img src="" srcset=" 150w, 200w, 300w">'],
    ['a template', '<img src="/f_${formatId}.jpg">'],
    ['an escaped template', '<img src="/f_%7Bwidth%7D.jpg">'],
    ['a blank', '<img src="/assets/Blank.gif">'],
    ['a dot', '<img src="https://i.example/1x1.png">'],
  ])('has the meta image for %s', (_, image) => {
    const html = `<meta property="og:image" content="/share/f.jpg"><figure>${image}</figure>`;
    expect(leadOf(html)?.url).toBe('https://paper.example/share/f.jpg');
  });

  it('has no picture where all that is named is a blank', () => {
    expect(
      leadOf(
        '<meta property="og:image" content="/i/placeholder.png"><figure><img src="/spacer.gif"></figure>',
      )?.url ?? null,
    ).toBeNull();
  });

  it('prefers the meta image to a figure that says nothing', () => {
    const html = '<meta property="og:image" content="/share/f.jpg"><figure><img src="/chart.png"></figure>';
    expect(leadOf(html)?.url).toBe('https://paper.example/share/f.jpg');
    const next = '<figure><img src="/chart.png"><figcaption>Next</figcaption></figure>';
    expect(leadOf(`<meta property="og:image" content="/share/f.jpg">${next}`)?.url).toBe(
      'https://paper.example/share/f.jpg',
    );
  });

  it('takes a picture in an element of the site’s own', () => {
    const html = `<div class="wrap"><paper-image src="/f.jpg"></paper-image><div class="img-caption">${CAPTION}</div></div>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/f.jpg', caption: CAPTION });
  });
});

describe('what stands around a picture that no class calls captioned', () => {
  const META = '<meta property="og:image" content="/f.jpg">';

  it.each([
    [
      'a credit that is named, and the line beside it',
      `<div><picture><img src="/f.jpg"></picture><p class="lead-line">${CAPTION}</p><p class="image--author">Foto: REUTERS/Rosa Lind</p></div>`,
      { caption: CAPTION, creditAgency: 'Reuters', creditPhotographer: 'Rosa Lind' },
    ],
    [
      'a line that ends with a credit',
      `<div><div><img src="/f.jpg"></div><span>${CAPTION} Foto: Rosa Lind/AFP</span></div>`,
      { caption: CAPTION, creditAgency: 'AFP', creditPhotographer: 'Rosa Lind' },
    ],
    [
      'an agency over the picture',
      '<div><div><img src="/f.jpg"><div class="absolute bottom-2">Reuters</div></div></div>',
      { caption: null, creditAgency: 'Reuters' },
    ],
    [
      'attributes',
      `<div><img src="/f.jpg" data-caption="${CAPTION}" data-credit="Rosa Lind/AFP"></div>`,
      { caption: CAPTION, creditText: 'Rosa Lind/AFP', creditAgency: 'AFP' },
    ],
    [
      'an alternative text that ends with a credit',
      '<div><img src="/f.jpg" alt="The ferry in fog © Foto: Rosa Lind"></div>',
      { caption: null, creditPhotographer: 'Rosa Lind' },
    ],
  ])('is read: %s', (_, html, expected) => expect(leadOf(META + html)).toMatchObject(expected));

  it.each([
    ['a line alone', `<div><img src="/f.jpg"><p>${CAPTION}</p></div>`],
    ['a heading', '<div><img src="/f.jpg"><h2>Quay</h2><p class="credits">Rosa Lind</p></div>'],
    [
      'a text',
      `<div><img src="/f.jpg"><p>${'The tide waits for nobody at all. '.repeat(14)} Foto: AFP</p></div>`,
    ],
  ])('is not read: %s', (_, html) =>
    expect(leadOf(META + html)).toMatchObject({ caption: null, creditText: null }),
  );

  it('is a credit on a line of its own in the caption', () => {
    const html = `<figure><img src="/f.jpg"><figcaption><span>The Harbour Courier</span><br>${CAPTION} It was late that day, as it often is.</figcaption></figure>`;
    expect(leadOf(html)).toMatchObject({ creditText: 'The Harbour Courier' });
  });
});
