import { findSiteBase } from './find-site-base.js';
import { resolveHtmlUrls, resolvePageUrl, resolveUrl } from './resolve-url.js';

const BASE = 'https://post.example.test/news/feed.xml';

describe('resolveHtmlUrls', () => {
  it.each([
    ['<img src="a.jpg">', '<img src="https://post.example.test/news/a.jpg">'],
    [
      '<img srcset="a.jpg 1x, /b,c.jpg 2x" src="https://x.test/a.jpg">',
      '<img srcset="https://post.example.test/news/a.jpg 1x, https://post.example.test/b,c.jpg 2x" src="https://x.test/a.jpg">',
    ],
    [
      '<img srcset="a.jpg 1x,/b.jpg 2x">',
      '<img srcset="https://post.example.test/news/a.jpg 1x, https://post.example.test/b.jpg 2x">',
    ],
    ['<source srcset="a.webp">', '<source srcset="https://post.example.test/news/a.webp">'],
    ['<a href="https://x.test/?a=b/c">a</a> b="c"', '<a href="https://x.test/?a=b/c">a</a> b="c"'],
  ])('of %s', (html, resolved) => {
    expect(resolveHtmlUrls(html, BASE)).toBe(resolved);
  });
});

it.each([
  ['www.else.example.test/a', 'https://www.else.example.test/a'],
  ['post.example.test/a', 'https://post.example.test/a'],
  ['a.html', 'https://post.example.test/news/a.html'],
  ['/a', 'https://post.example.test/a'],
  ['https://else.example.test/a', 'https://else.example.test/a'],
])('takes the link %s for a page', (link, url) => {
  expect(resolvePageUrl(link, BASE)).toBe(url);
});

it.each([
  ['https://post.example/a/b-c_d~e/f.html?x=1&y=%2F', 'https://post.example/a/b-c_d~e/f.html?x=1&y=%2F'],
  ['https://post.example/a//b/', 'https://post.example/a//b/'],
  ['https://post.example/.a/b.c.d', 'https://post.example/.a/b.c.d'],
  ['https://post.example/a/../b', 'https://post.example/b'],
  ['https://post.example/a/./b/.', 'https://post.example/a/b/'],
  ['https://post.example/a/%2e%2e/b', 'https://post.example/b'],
  ['https://post.example', 'https://post.example/'],
  ['HTTPS://Post.example/A', 'https://post.example/A'],
  ['https://post.example:443/a', 'https://post.example/a'],
  ['https://10.1.0.0x1/a', 'https://10.1.0.1/a'],
  ['https://post.example/a b', 'https://post.example/a%20b'],
  ['https://xn--bcher-kva.example/a', 'https://xn--bcher-kva.example/a'],
])('makes of %s what a browser does', (written, url) => {
  expect(new URL(written).href).toBe(url);
  expect(resolveUrl(written, BASE)).toBe(url);
});

describe('findSiteBase', () => {
  const served = 'https://feeds.host.test/post';
  it.each([
    ['the site of an RSS feed', '<rss><channel><link>https://post.example.test/</link><item>', 'https://post.example.test/'],
    ['the page of an Atom feed', '<feed><link rel="self" href="https://feeds.host.test/post"/><link href="https://post.example.test/"/>', 'https://post.example.test/'],
    ['the site that is named behind the items', '<rss><channel><item><link>/a</link></item><link>https://post.example.test/</link></channel></rss>', 'https://post.example.test/'],
    ['no link of an item', '<rss><channel><item><link>https://post.example.test/</link>', served],
    ['no link of a picture', '<rss><channel><image><link>https://post.example.test/</link></image>', served],
  ])('is %s where another host serves it', (_what, head, base) => {
    expect(findSiteBase(head, served)).toBe(base);
  });

  it('is the document’s address on the site’s own host', () => {
    expect(findSiteBase('<rss><channel><link>https://www.post.example.test/</link>', BASE)).toBe(BASE);
  });
}); // prettier-ignore
