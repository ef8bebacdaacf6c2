import { BadFeedAddress, feedAddressOf } from './feed-address.js';

describe('feedAddressOf', () => {
  it.each([
    ['https://www.tribune.example/feed.xml', 'https://www.tribune.example/feed.xml', 'tribune.example'],
    [' http://News.Tribune.co.uk/rss?a=1#top ', 'http://news.tribune.co.uk/rss?a=1', 'tribune.co.uk'],
    ['feed://tribune.example/rss', 'https://tribune.example/rss', 'tribune.example'],
    ['feed:http://tribune.example/rss', 'http://tribune.example/rss', 'tribune.example'],
    ['http://127.0.0.1:8090/rss', 'http://127.0.0.1:8090/rss', '127.0.0.1:8090'],
    ['http://[::1]:8090/rss', 'http://[::1]:8090/rss', '[::1]:8090'],
    ['http://localhost:3000/rss', 'http://localhost:3000/rss', 'localhost:3000'],
    ['https://أخبار.example/rss', 'https://xn--igbicxr.example/rss', 'xn--igbicxr.example'],
  ])('%s', (text, url, hostKey) => {
    expect(feedAddressOf(text)).toEqual({ url, hostKey });
  });

  it.each([
    ['', 'is not an absolute address'],
    ['tribune.example/feed', 'is not an absolute address'],
    ['/feed.xml', 'is not an absolute address'],
    ['ftp://tribune.example/feed', 'is not an http or https address'],
    ['file:///etc/hosts', 'is not an http or https address'],
    ['https://desk:secret@tribune.example/feed', 'user name or password'],
    [`https://tribune.example/${'x'.repeat(8192)}`, 'is longer than'],
  ])('refuses %s', (text, problem) => {
    expect(() => feedAddressOf(text)).toThrow(BadFeedAddress);
    expect(() => feedAddressOf(text)).toThrow(problem);
  });
});
