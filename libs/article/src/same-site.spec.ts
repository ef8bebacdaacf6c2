import { sameSite, siteOf } from './same-site.js';

describe('sameSite', () => {
  it.each([
    ['https://www.paper.co.uk/a', 'https://m.paper.co.uk/b', true],
    ['https://paper.co.uk', 'https://journal.co.uk', false],
    ['https://one.github.io', 'https://two.github.io', false],
    ['https://news.paper.test/a', 'paper.test', true],
    ['https://Bücher.test', 'https://shop.xn--bcher-kva.test', true],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1/b', true],
    ['http://127.0.0.1', 'http://127.0.0.2', false],
    ['http://localhost:1/a', 'http://localhost:2', true],
    ['', '', false],
  ])('%s and %s: %p', (a, b, expected) => {
    expect(sameSite(a, b)).toBe(expected);
  });

  it('names the site', () => {
    expect(siteOf('https://a.b.paper.co.uk/x')).toBe('paper.co.uk');
    expect(siteOf('')).toBeNull();
  });
});
