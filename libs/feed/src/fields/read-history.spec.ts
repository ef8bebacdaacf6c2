import { parseFeed } from '../parse-feed.js';
import { olderDocumentOf } from './read-history.js';

const none = { isComplete: false, isArchive: false, olderUrl: null, currentUrl: null };
const wordpress = 'https://wordpress.org/?v=6.8';

describe('olderDocumentOf', () => {
  it.each([
    [{ olderUrl: 'https://a.example/2' }, wordpress, 'https://a.example/feed/', 'https://a.example/2'],
    [{}, wordpress, 'https://a.example/feed/?cat=3', 'https://a.example/feed/?cat=3&paged=2'],
    [{}, wordpress, 'https://a.example/feed/?paged=2', 'https://a.example/feed/?paged=3'],
    [{}, 'https://gohugo.io', 'https://a.example/feed/', null],
    [{ isComplete: true }, wordpress, 'https://a.example/feed/', null],
    [{}, wordpress, 'https://a.example/feed/?paged=x', null],
  ])('%j, written by %s, at %s', (history, generator, url, older) => {
    expect(olderDocumentOf({ history: { ...none, ...history }, generator }, url)).toBe(older);
  });

  it.each([
    [
      'rss',
      `<rss version="2.0"><channel><title>a</title><generator>${wordpress}</generator></channel></rss>`,
    ],
    [
      'atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><generator uri="${wordpress}">WordPress</generator></feed>`,
    ],
  ])('knows the program of an %s feed', async (_what, xml) => {
    const { feed } = await parseFeed(Buffer.from(xml), { url: 'https://a.example/feed/', headers: {} });
    expect(olderDocumentOf(feed, 'https://a.example/feed/')).toBe('https://a.example/feed/?paged=2');
  });
});
