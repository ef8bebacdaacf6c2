import { extractArticle, type ArticleImage } from '../index.js';

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

  it('takes the captioned figure at the top before the one made for sharing', () => {
    const html = `<meta property="og:image" content="/second.jpg"><figure><img src="/first.jpg"><figcaption>${CAPTION}</figcaption></figure><figure><img src="/second.jpg"></figure>`;
    expect(leadOf(html)).toMatchObject({ url: 'https://paper.example/first.jpg' });
  });
});
