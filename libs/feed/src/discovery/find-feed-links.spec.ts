import { findFeedLinks, findSitemapLines, wellKnownFeeds } from './find-feed-links.js';

const PAGE = 'https://post.example.test/sport/index.html';
const urls = (html: string): string[] => findFeedLinks(html, PAGE).map(({ url }) => url);

describe('findFeedLinks', () => {
  it('finds link tags with their titles, before anchors, feeds of comments last, each once', () => {
    const html = `<!doctype html><head>
      <link rel="alternate" type="application/rss+xml" title="Comments on it" href="/comments/feed/">
      <link rel='alternate' type='application/rss+xml; charset=utf-8' title='Sport &amp; more' href='/sport/feed'>
      <LINK REL=ALTERNATE TYPE=application/atom+xml HREF=https://other.example.test/atom>
      <link rel="feed" href="feed.json">
      <link rel="stylesheet" href="/rss.css"></head>
      <body><a href="/sport/feed">RSS</a><a href="/rss.xml">all</a><a href="/feedback">write</a></body>`;
    expect(findFeedLinks(html, PAGE)).toEqual([
      { url: 'https://post.example.test/sport/feed', title: 'Sport & more', from: 'link' },
      { url: 'https://other.example.test/atom', title: null, from: 'link' },
      { url: 'https://post.example.test/sport/feed.json', title: null, from: 'link' },
      { url: 'https://post.example.test/rss.xml', title: null, from: 'anchor' },
      { url: 'https://post.example.test/comments/feed/', title: 'Comments on it', from: 'link' },
    ]);
  });

  it('minds the base of the page', () => {
    const html = '<base href="/news/"><link rel=alternate type=application/rss+xml href=rss>';
    expect(urls(html)).toEqual(['https://post.example.test/news/rss']);
  });

  it.each([
    ['a REST interface', '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">', []],
    [
      'vague XML of a feed',
      '<link rel="alternate" type="text/xml" href="/feed">',
      ['https://post.example.test/feed'],
    ],
    ['the feed scheme', '<a href="feed://post.example.test/rss">', ['https://post.example.test/rss']],
    ['script', '<link rel="alternate" type="application/rss+xml" href="javascript:x">', []],
    ['a comment', '<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->', []],
    ['words with rss in them', '<a href="/progress/cross.html">x</a>', []],
  ])('judges %s', (_what, html, found) => {
    expect(urls(html)).toEqual(found);
  });

  it('is not held up by a page of open tags', () => {
    expect(urls(`${'<div>'.repeat(200_000)}<a href="/feed/">f</a>`)).toEqual([
      'https://post.example.test/feed/',
    ]);
    expect(urls('<a href="/rss/'.repeat(50_000)).length).toBeLessThanOrEqual(50);
  });
});

it('knows where feeds usually are, the section before the site', () => {
  const found = wellKnownFeeds('https://post.example.test/sport').map(({ url }) => url);
  expect(found[0]).toBe('https://post.example.test/sport/feed');
  expect(found).toContain('https://post.example.test/rss.xml');
  expect(new Set(found).size).toBe(found.length);
  expect(wellKnownFeeds('nowhere')).toEqual([]);
});

it('reads the sitemaps that robots.txt names', () => {
  const text =
    'User-agent: *\nDisallow: /x\nSitemap: https://post.example.test/news.xml # news\r\n sitemap:/map.xml\nSitemap: ftp://x/y';
  expect(findSitemapLines(text, 'https://post.example.test/robots.txt')).toEqual([
    'https://post.example.test/news.xml',
    'https://post.example.test/map.xml',
  ]);
});
