import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseUrl } from './normalise-url.js';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpora/dedup/data/urls.jsonl');
const STORY = 'https://paper.test/world/river-rises';

describe('normaliseUrl', () => {
  it.each([
    ['scheme, host case, www, default port, white space', '  HTTP://WWW.Paper.TEST:80/world/river-rises\n'],
    ['trailing dot of the host', 'https://paper.test./world/river-rises'],
    ['user and password', 'https://a:b@paper.test/world/river-rises'],
    ['doubled scheme', 'http://https://paper.test/world/river-rises'],
    ['back slashes', 'http:\\\\paper.test\\world\\river-rises'],
    ['no scheme but two slashes', '//paper.test/world/river-rises'],
    ['fragment', `${STORY}#comments`],
    ['tracking names', `${STORY}?utm_source=a&FBCLID=b&gclid=c&mc_cid=d&xtor=RSS-3&at_medium=e`],
    ['escaped ampersands', `${STORY}?utm_source=a&amp;utm_medium=b`],
    ['channel values', `${STORY}?ref=rss&source=twitter-share&mod=feed_1&from=newsletter`],
    ['empty query', `${STORY}?&`],
    [
      'session in the path',
      'https://paper.test/world/river-rises;jsessionid=0A1B?sid=0123456789abcdef0123456789abcdef',
    ],
    ['cookieless session', 'https://paper.test/(S(lit3py55t21z5v55vlm25s55))/world/river-rises'],
    ['AMP suffix', `${STORY}/amp/`],
    ['AMP extension', `${STORY}.amp`],
    ['AMP prefix', 'https://paper.test/amp/world/river-rises'],
    ['AMP host', 'https://amp.paper.test/world/river-rises?amp=1&amp_js_v=3'],
    ['AMP cache', 'https://paper-test.cdn.ampproject.org/c/s/www.paper.test/world/river-rises/amp'],
    ['AMP viewer', 'https://www.google.co.uk/amp/s/amp.paper.test/world/river-rises'],
    ['mobile host', 'https://m.paper.test/world/river-rises?m=1'],
    ['print view', `${STORY}?output=print`],
    ['index file and slash', `${STORY}/index.html`],
    ['dot segments and double slashes', 'https://paper.test//world/x/../river-rises/'],
    ['escapes of unreserved characters', 'https://paper.test/world/river%2Drise%73'],
    ['archive', 'https://web.archive.org/web/20260102030405id_/http://paper.test/world/river-rises'],
    ['archive with a query', 'https://archive.ph/20260102/https:/paper.test/world/river-rises?utm_source=x'],
    [
      'redirect in a redirect',
      `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://www.google.com/url?q=${STORY}`)}`,
    ],
    ['page cache', `https://webcache.googleusercontent.com/search?q=cache:Xy-1:${STORY}`],
  ])('reads as the same address: %s', (_what, url) => {
    expect(normaliseUrl(url)).toBe(STORY);
  });

  it.each([
    ['path case', 'https://paper.test/a/Bc', 'https://paper.test/a/bc'],
    ['value case', 'https://paper.test/?v=aB', 'https://paper.test/?v=ab'],
    ['extension', 'https://paper.test/a', 'https://paper.test/a.html'],
    ['other subdomain', 'https://en.paper.test/a', 'https://paper.test/a'],
    ['a site called m', 'https://m.test/a', 'https://test/a'],
    ['a hosted blog called m', 'https://m.blogspot.com/a', 'https://blogspot.com/a'],
    ['amp as a subject', 'https://paper.test/tag/amp', 'https://paper.test/tag'],
    ['amp inside a word', 'https://paper.test/a/amp-prices', 'https://paper.test/a/prices'],
    ['ids', 'https://paper.test/v?id=1', 'https://paper.test/v?id=2'],
    ['short sid is a story', 'https://paper.test/v?sid=12', 'https://paper.test/v'],
    ['source that is no channel', 'https://paper.test/v?source=ministry', 'https://paper.test/v'],
    ['order under one name', 'https://paper.test/v?tag=a&tag=b', 'https://paper.test/v?tag=b&tag=a'],
    ['encoded slash', 'https://paper.test/a%2Fb', 'https://paper.test/a/b'],
    ['plus in a path and a space', 'https://paper.test/a+b', 'https://paper.test/a%20b'],
    ['routes', 'https://paper.test/app#!/story/1', 'https://paper.test/app#!/story/2'],
    ['redirect of an unknown site', 'https://paper.test/go?u=https%3A%2F%2Fb.test%2F1', 'https://b.test/1'],
    ['port', 'https://paper.test:8443/a', 'https://paper.test/a'],
  ])('stays apart: %s', (_what, a, b) => {
    expect(normaliseUrl(a)).not.toBeNull();
    expect(normaliseUrl(a)).not.toBe(normaliseUrl(b));
  });

  it('writes international hosts as punycode and composes the path', () => {
    expect(normaliseUrl('https://www.Bücher.test/caf\u0065\u0301')).toBe(
      'https://xn--bcher-kva.test/caf%C3%A9',
    );
  });

  it('orders parameters by name and spells a space one way', () => {
    expect(normaliseUrl('https://paper.test/?b=x+y&a=1')).toBe('https://paper.test/?a=1&b=x%20y');
  });

  it('keeps escapes that are not UTF-8', () => {
    expect(normaliseUrl('https://paper.test/%e7%e1?q=%c7')).toBe('https://paper.test/%E7%E1?q=%C7');
  });

  it('gives the same key when it is normalised again', () => {
    for (const url of [
      `${STORY}/?b=1&a=%2B`,
      'https://paper.test/%e7?q=a%26b',
      'https://paper.test/app#!/x%2f',
    ]) {
      const key = normaliseUrl(url);
      expect(normaliseUrl(key ?? '')).toBe(key);
    }
  });

  it.each([
    '',
    'mailto:a@b.test',
    'ftp://paper.test/a',
    'tag:paper.test,2026:1',
    'paper.test/a',
    'http://',
    'https://[x]/',
    `https://paper.test/${'a'.repeat(9000)}`,
    'http://..',
    'https://...:8443/news',
  ])('is null for %p', (url) => {
    expect(normaliseUrl(url)).toBeNull();
  });
});

describe('the URL corpus', () => {
  const found = existsSync(CORPUS);
  if (!found) console.info('URL corpus not beside the repository: its test is left out');
  (found ? it : it.skip)('merges every pair that must be equal and none that must differ', () => {
    const rows = readFileSync(CORPUS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string; key: string });
    const keyed = rows.map((row) => ({ ...row, got: normaliseUrl(row.url) }));
    const wrong = keyed.flatMap((a, i) =>
      keyed
        .slice(i + 1)
        .filter((b) => (a.key === b.key) !== (a.got === b.got))
        .map((b) => [a.url, b.url]),
    );
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(70);
  });
});
