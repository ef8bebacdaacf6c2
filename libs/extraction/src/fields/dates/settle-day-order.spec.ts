import { extractArticle, type ExtractedArticle } from '../../index.js';

const STORY = `<p>${'The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes. '.repeat(4)}</p>`;

function read(
  html: string,
  { lang = 'en', url = 'https://paper.example/a', head = '' } = {},
): ExtractedArticle {
  const page = `<html lang="${lang}"><head>${head}</head><body><h1>Ferry leaves for the islands</h1>${html}${STORY}</body></html>`;
  return extractArticle({
    bytes: Buffer.from(page), url, contentType: 'text/html; charset=utf-8', fetchedAt: '2025-10-20T09:00:00Z',
  }); // prettier-ignore
}

const printed = '<span class="date">07/08/2025</span>';

describe('07/08/2025 on a page', () => {
  it.each([
    'fr',
    'es',
    'it',
    'pt',
    'pt-BR',
    'en-GB',
    'en-IN',
    'en-AU',
    'ar',
    'vi',
    'el',
    'tr',
    'de',
    'id',
    'sw',
  ])('is of August in %s', (lang) => {
    const article = read(printed, { lang });
    expect(article.datePublished).toBe('2025-08-07T00:00:00Z');
    expect(article.dateFlags).not.toContain('day_order_guessed');
  });

  it('follows the country of the domain, then of the locale', () => {
    expect(read(printed, { url: 'https://www.paper.co.uk/a', lang: 'en-US' }).datePublished).toMatch(
      /^2025-08-07/,
    );
    expect(read(printed, { url: 'https://paper.com.ng/a' }).datePublished).toMatch(/^2025-08-07/);
    const head = '<meta property="og:locale" content="en_ZA">';
    expect(read(printed, { head }).datePublished).toMatch(/^2025-08-07/);
    expect(read(printed, { lang: 'en-US' })).toMatchObject({
      datePublished: '2025-07-08T00:00:00Z',
      dateFlags: [],
    });
  });

  it('is American and flagged where nothing tells', () => {
    expect(read(printed)).toMatchObject({
      datePublished: '2025-07-08T00:00:00Z',
      dateFlags: ['day_order_guessed'],
    });
  });

  it('is the day that another date of the page names', () => {
    const article = read(`${printed}<p class="meta">Posted 7 August 2025</p>`);
    expect(article).toMatchObject({ datePublished: '2025-08-07T00:00:00Z', dateFlags: [] });
  });

  it('has the order of another date of the page', () => {
    const changed = '<time class="updated">25/09/2025</time>';
    expect(read(`${printed}${changed}`)).toMatchObject({
      datePublished: '2025-08-07T00:00:00Z',
      dateModified: '2025-09-25T00:00:00Z',
    });
  });

  it('is not after the fetch', () => {
    expect(read('<span class="date">11/10/2025</span>')).toMatchObject({
      datePublished: '2025-10-11T00:00:00Z',
      dateFlags: [],
    });
  });
});

describe('where a date stands', () => {
  it("leaves today's date in the head of the page aside", () => {
    const head = '<header><span class="date">Monday, 20 October 2025</span></header>';
    expect(read(`${head}<p><span class="article-date">3 June 2025</span></p>`).datePublished).toMatch(
      /^2025-06-03/,
    );
    expect(read(head).datePublished).toMatch(/^2025-10-20/);
  });

  it('takes the zone of the place that names the same moment in local time', () => {
    const node = { '@type': 'NewsArticle', datePublished: '2025-06-04T02:15:00Z' };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script><meta property="article:published_time" content="2025-06-03T21:15:00-05:00">`;
    expect(read('', { head })).toMatchObject({
      datePublished: '2025-06-04T02:15:00Z',
      datePublishedZone: '-05:00',
    });
  });

  it('reads the first of several dates in JSON-LD', () => {
    const node = { '@type': 'NewsArticle', datePublished: ['2025-06-03 21:15:00 +0200'] };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    expect(read('', { head }).datePublished).toBe('2025-06-03T19:15:00Z');
  });
});
