import { Buffer } from 'node:buffer';
import { extractArticle } from '../extract-article.js';

const read = (html: string) =>
  extractArticle({
    bytes: Buffer.from(`<html><body><h1>Storm reaches the coast: live</h1>${html}</body></html>`),
    url: null,
    contentType: 'text/html',
  });
const LINES = [
  'The first ferries were cancelled in the early morning.',
  'Two trees fell on the road to the lighthouse.',
  'The wind dropped before noon.',
];

it('reads the posts that JSON-LD states', () => {
  const data = {
    '@type': 'LiveBlogPosting',
    headline: 'Storm reaches the coast: live',
    liveBlogUpdate: LINES.map((line, n) => ({
      '@type': 'BlogPosting',
      headline: n === 0 ? 'No ferries' : undefined,
      datePublished: `2026-03-03T0${n + 7}:00:00Z`,
      articleBody: `<p>${line}</p><p>More soon.</p>`,
    })),
  };
  const article = read(
    `<script type="application/ld+json">${JSON.stringify(data)}</script><p>${LINES.join('</p><p>')}</p>`,
  );
  expect(article.pageType).toBe('live_blog');
  expect(article.liveBlogUpdate).toHaveLength(3);
  expect(article.liveBlogUpdate[0]).toMatchObject({
    datePublished: expect.stringContaining('2026-03-03T07:00:00'),
    headline: 'No ferries',
    articleBody: `${LINES[0]}\nMore soon.`,
  });
  expect(article.liveBlogUpdate[1]?.headline).toBeNull();
});

const posts = LINES.map(
  (line, n) =>
    `<article class="liveblog-post"><time datetime="2026-03-03T0${n + 7}:00:00Z">0${n + 7}:00</time><h3>Post ${n}</h3><p>${line}</p></article>`,
);

it('reads posts that are marked as such', () => {
  const article = read(`<div class="liveblog">${posts.join('')}</div>`);
  expect(article.pageType).toBe('live_blog');
  expect(article.liveBlogUpdate.map(({ headline, articleBody }) => [headline, articleBody])).toEqual(
    LINES.map((line, n) => [`Post ${n}`, line]),
  );
});

it('makes no live blog of one or two of them', () => {
  const article = read(`<article><p>${LINES.join('</p><p>')}</p></article>${posts[0]}`);
  expect(article).toMatchObject({ pageType: 'article', liveBlogUpdate: [] });
});
