import { namesFeed } from './names-feed.js';

const page = 'https://tribune.example/2026/harbour';
const feed = 'https://feeds.feedburner.com/tribune';
const names = (html: string, of = feed) => namesFeed(html, page, of);

it.each([
  ['a link tag', `<link rel="alternate" type="application/rss+xml" href="${feed}">`, true],
  [
    'an Atom link in another order',
    `<link href='${feed}' type='application/atom+xml' rel='alternate'/>`,
    true,
  ],
  [
    'http for https',
    `<link rel="alternate" type="application/rss+xml" href="http://feeds.feedburner.com/tribune">`,
    true,
  ],
  ['another feed', `<link rel="alternate" type="application/rss+xml" href="${feed}-sport">`, false],
  ['an anchor, which a reader can write', `<a href="${feed}" type="application/rss+xml">RSS</a>`, false],
  ['a stylesheet', `<link rel="stylesheet" href="${feed}">`, false],
  ['nothing', '<p>Read us by RSS.</p>', false],
])('%s: %p', (_what, html, expected) => {
  expect(names(html)).toBe(expected);
});

it('reads an address relative to the base', () => {
  const html = `<base href="https://cdn.example/t/"><link rel="alternate" type="application/rss+xml" href="feed.xml">`;
  expect(names(html, 'https://cdn.example/t/feed.xml')).toBe(true);
});

it('is not held up by a tag without an end', () => {
  expect(names(`<link ${'a'.repeat(2_000_000)}`)).toBe(false);
});
