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

describe('where a date stands', () => {
  it("leaves today's date in a bar without a header element aside", () => {
    const bar = '<div class="top-bar"><span class="date">Monday, 20 October 2025</span></div>';
    expect(
      read(`${bar}<p class="article-info"><span class="article-date">3 June 2025</span></p>`).datePublished,
    ).toMatch(/^2025-06-03/);
  });

  it('reads a date printed above the title before that of another story', () => {
    const other =
      '<section><h3>Keep reading</h3><a href="/b"><h4>Boats in the fog</h4><time datetime="2025-03-05">Mar 5, 2025</time></a></section>';
    expect(read(`<div><span>June 3, 2025</span></div>${STORY}${other}`).datePublished).toMatch(/^2025-06-03/);
  });

  it.each(['schema:dateCreated', 'schema:datePublished', 'datePublished'])('reads RDFa %s', (property) => {
    expect(read(`<span property="${property}" content="2025-06-03T12:45:46+02:00"></span>`)).toMatchObject({
      datePublished: '2025-06-03T10:45:46Z',
      datePublishedZone: '+02:00',
    });
  });

  it('reads the footer of a post, and not that of the page', () => {
    const post = '<div class="post-footer">Geschrieben am 3. Juni 2025 um 14:48 von Rosa Lind.</div>';
    const page = '<footer><span class="date">20 October 2025</span></footer>';
    expect(read(post + page, { lang: 'de' }).datePublished).toMatch(/^2025-06-03/);
    expect(
      read(`<article>${STORY}<footer><time datetime="2025-06-03">3 June</time></footer></article>${page}`)
        .datePublished,
    ).toMatch(/^2025-06-03/);
  });

  it('reads a long line that begins with the day', () => {
    const line =
      '<p class="tagline">22/07/2025 - 04:30 - Fonte: Corriere del porto e delle isole di fuori</p>';
    expect(read(line, { lang: 'it' }).datePublished).toMatch(/^2025-07-22/);
  });

  it('keeps the day of a change apart', () => {
    const both = '<span class="date">Updated: 5 August 2025 | Published: 3 June 2025</span>';
    expect(read(both)).toMatchObject({
      datePublished: '2025-06-03T00:00:00Z',
      dateModified: '2025-08-05T00:00:00Z',
    });
    const apart = '<span class="date">Last updated 5 August 2025</span><span class="date">3 June 2025</span>';
    expect(read(apart).datePublished).toMatch(/^2025-06-03/);
  });

  it('takes a meta date that is the last change for one, where the page prints an earlier day', () => {
    const head =
      '<meta name="date" content="2025-08-05T10:00:00+02:00"><meta property="article:modified_time" content="2025-08-05T10:00:00+02:00">';
    expect(read('<span class="date">3 June 2025</span>', { head }).datePublished).toMatch(/^2025-06-03/);
    expect(read('', { head }).datePublished).toMatch(/^2025-08-05/);
  });

  it('takes the offset from a time that the page prints without a zone', () => {
    const node = { '@type': 'NewsArticle', datePublished: '2025-06-04T02:15:40Z' };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    expect(read('<span class="date">3 June 2025, 21:15</span>', { head })).toMatchObject({
      datePublished: '2025-06-04T02:15:40Z',
      datePublishedZone: '-05:00',
    });
    expect(read('<span class="date">3 June 2025, 21:22</span>', { head }).datePublishedZone).toBe('+00:00');
  });
});
