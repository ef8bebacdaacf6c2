import { readLinkHeader } from './read-link-header.js';

const base = 'https://paper.example/feeds/all';

describe('readLinkHeader', () => {
  it.each<[string, [string[], string][]]>([
    [
      '<https://hub.example/>; rel="hub", <https://paper.example/feed>; rel="self"',
      [[['hub'], 'https://hub.example/'], [['self'], 'https://paper.example/feed']], // prettier-ignore
    ],
    ['<https://hub.example/>;rel=hub', [[['hub'], 'https://hub.example/']]],
    ['</feed>; title="a, b; rel=hub"; rel="self alternate"', [[['self', 'alternate'], 'https://paper.example/feed']]], // prettier-ignore
    ['<https://a.example/?q=1,2>; rel=HUB', [[['hub'], 'https://a.example/?q=1,2']]],
    ['<https://a.example/>; rel=hub; rel=self', [[['hub'], 'https://a.example/']]],
    ['<https://a.example/> rel="hub"', [[['hub'], 'https://a.example/']]],
    ['<https://a.example/>rel=hub; title=x', [[['hub'], 'https://a.example/']]],
    ['<https://a.example/>;; rel = hub ;', [[['hub'], 'https://a.example/']]],
    ['<https://a.example/>; crossorigin; rel=hub', [[['hub'], 'https://a.example/']]],
    ['</a>; rel=a </b>; rel=b', [[['a'], 'https://paper.example/a'], [['b'], 'https://paper.example/b']]], // prettier-ignore
    ['</a>; title="x \\" y"; rel=a', [[['a'], 'https://paper.example/a']]],
    ['</a>; title="never closed; rel=a', []],
    ['<https://a.example/>', []],
    ['<http://>; rel=hub', []],
    ['nonsense; rel=hub', []],
    ['', []],
  ])('%s', (field, links) => {
    expect(readLinkHeader(field, base)).toEqual(links.map(([rels, url]) => ({ rels, url })));
  });

  it('takes a long field without end in good time', () => {
    expect(readLinkHeader(`<${'x;rel='.repeat(100_000)}`, base)).toEqual([]);
    expect(readLinkHeader('<a>; '.repeat(5_000), base)).toEqual([]);
    expect(readLinkHeader('\n,<'.repeat(5_461), base)).toEqual([]);
  });
});
