import { extractArticle, type ExtractedArticle } from '../../index.js';

const STORY = `<p>${'The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes. '.repeat(4)}</p>`;

function read(html: string): ExtractedArticle {
  const bytes = Buffer.from(`<html><body><h1>Ferry leaves for the islands</h1>${html}</body></html>`);
  return extractArticle({ bytes, url: 'https://paper.example/a', contentType: 'text/html' });
}

function linked(published: string, modified: string): string {
  const node = { '@type': 'NewsArticle', datePublished: published, dateModified: modified };
  return `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
}

describe('the date of publication', () => {
  it.each(['related-posts', 'card', 'recent', 'sidebar'])('is not that of a teaser in "%s"', (name) => {
    const teaser = `<div class="${name}"><span class="post-date">January 31, 2025</span></div>`;
    const html = `<article><span>January 27, 2025</span>${STORY}</article>${teaser}`;
    expect(read(html).datePublished).toBe('2025-01-27T00:00:00Z');
  });

  it('is that of a card when the page prints no other', () => {
    const html = `<div class="card"><time datetime="2025-01-27">Monday</time>${STORY}</div>`;
    expect(read(html).datePublished).toBe('2025-01-27T00:00:00Z');
  });

  it('is the printed one when the machine date is a stamp of the last change', () => {
    const stamp = '2025-11-29T12:28:31Z';
    const html = `${linked(stamp, stamp)}<time datetime="2025-08-13">August 13</time>${STORY}`;
    expect(read(html)).toMatchObject({ datePublished: '2025-08-13T00:00:00Z', dateModified: stamp });
  });

  it('is the stamp when the page prints the same day', () => {
    const stamp = '2025-11-29T12:28:31Z';
    const printed = '<time datetime="2025-08-13">August 13</time><span class="date">November 29, 2025</span>';
    expect(read(`${linked(stamp, stamp)}${printed}${STORY}`).datePublished).toBe(stamp);
  });

  it('is the machine date when the page was changed later', () => {
    const html = `${linked('2025-11-20T12:00:00Z', '2025-11-29T12:00:00Z')}<time datetime="2025-08-13">August</time>${STORY}`;
    expect(read(html).datePublished).toBe('2025-11-20T12:00:00Z');
  });

  it('is the day with which a long first line begins', () => {
    const html = `<p><b>01.02.2022 The ferry company counts its passengers, of whom there were more in January than in any other.</b></p>${STORY}`;
    expect(read(html)).toMatchObject({ datePublished: '2022-02-01T00:00:00Z', dateFlags: ['from_text'] });
  });
});
