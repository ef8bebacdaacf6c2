import {
  AUTHORITIES,
  AUTHORITY_TABLE,
  authorityOfWord,
  judgeAuthority,
  outranks,
  toldAuthority,
} from './judge-authority.js';

const page = 'https://www.tribune.example/2026/harbour';
const feed = (url: string, ...voices: Parameters<typeof judgeAuthority>[1]['voices']) => ({
  urls: [url],
  voices,
});

describe('judgeAuthority', () => {
  it.each([
    ['a feed of the outlet', page, feed('https://feeds.tribune.example/rss'), 'own_feed'],
    ['a feed of another outlet', page, feed('https://gazette.example/rss'), 'stranger'],
    ['a feed whose name only ends alike', page, feed('https://eviltribune.example/rss'), 'stranger'],
    ['a feed host', page, feed('https://feeds.feedburner.com/tribune'), 'stranger'],
    [
      'a feed host that the outlet names',
      page,
      feed('https://feeds.feedburner.com/tribune', { outlet: 'tribune.example', by: 'autodiscovery' }),
      'own_feed',
    ],
    [
      'a feed host to which the outlet redirects',
      page,
      feed('https://cdn.example/1.xml', { outlet: 'tribune.example', by: 'redirect' }),
      'own_feed',
    ],
    [
      'a feed that an operator trusts',
      page,
      feed('https://wire.example/rss', { outlet: 'tribune.example', by: 'operator' }),
      'trusted_feed',
    ],
    [
      'a feed that is trusted for another outlet',
      page,
      feed('https://wire.example/rss', { outlet: 'gazette.example', by: 'operator' }),
      'stranger',
    ],
    [
      'a feed whose document came from the outlet',
      page,
      { urls: ['https://short.example/t', 'https://tribune.example/rss'], voices: [] },
      'own_feed',
    ],
    [
      'another blog of the same host',
      'https://north.wordpress.com/x',
      feed('https://south.wordpress.com/feed'),
      'stranger',
    ],
    [
      'the feed of a blog by path',
      'https://medium.com/@north/x',
      feed('https://medium.com/feed/@north'),
      'own_feed',
    ],
    [
      'another author by path',
      'https://medium.com/@north/x',
      feed('https://medium.com/feed/@south'),
      'stranger',
    ],
    ['an address that cannot be read', 'mailto:desk', feed('mailto:desk'), 'stranger'],
  ] as const)('%s of %s', (_what, address, speaking, expected) => {
    expect(judgeAuthority(address, speaking)).toBe(expected);
  });
});

it('ranks the page first and a stranger last', () => {
  const pairs = AUTHORITIES.flatMap((first, i) =>
    AUTHORITIES.map((second, j) => ({ first, second, before: i < j })),
  );
  for (const { first, second, before } of pairs) expect(outranks(first, second)).toBe(before);
});

it('lets a stranger make an address known and nothing else', () => {
  const { makesKnown, ...rest } = AUTHORITY_TABLE.stranger;
  expect(makesKnown).toBe(true);
  expect(Object.values(rest)).toEqual([false, false, false, false]);
});

it.each([
  [{ origin: 'feed' }, 'stranger'],
  [{ origin: 'import' }, 'page'],
  [{ origin: 'feed', authority: 'own_feed' as const }, 'own_feed'],
])('reads %p as the word of %s', (told, expected) => {
  expect(toldAuthority(told)).toBe(expected);
});

it.each([
  ['trusted_feed', 'trusted_feed'],
  ['a word of another version', 'stranger'],
  [null, 'stranger'],
  [undefined, 'stranger'],
])('reads the stored word %p as %s', (word, expected) => {
  expect(authorityOfWord(word)).toBe(expected);
});
