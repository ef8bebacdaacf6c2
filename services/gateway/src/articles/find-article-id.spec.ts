import { articleIdOf, idOfAddress } from '@dateline/article';
import type { Trace } from '@dateline/storage';
import { findArticleId } from './find-article-id.js';

const address = (n: number) => `https://paper.example/read?fbclid=${n}`;
const [merged, own] = [articleIdOf('https://paper.example/read'), idOfAddress(address(2))];

/** The parameter was learned after the first article had the id of both; the second has one of its own. */
function stores(traces: Record<string, string>, names = ['fbclid']) {
  return {
    ledger: {
      get: (id: string) => Promise.resolve(id in traces ? ({ articleId: id } as Trace) : null),
      idsByUrl: (urls: readonly string[]) =>
        Promise.resolve(
          new Map(Object.entries(traces).flatMap(([id, url]) => (urls.includes(url) ? [[url, id]] : []))),
        ),
    },
    urlParameters: {
      rulesAt: ([host]: readonly string[]) =>
        Promise.resolve({
          significant: host === 'paper.example' ? new Map([[host, new Set(names)]]) : new Map(),
          dismissed: new Map<string, Set<string>>(),
        }),
    },
  };
}
const known = stores({ [merged]: address(1), [own]: address(2) });

it.each([
  ['an id', own, own],
  ['the address of an article of its own', `${address(2)}&utm_source=x`, own],
  ['the first address of a merged article', address(1), merged],
  ['an address that nothing is known of', address(3), idOfAddress(address(3))],
  ['an address of another host', 'https://other.example/a?fbclid=1', articleIdOf('https://other.example/a')],
  ['no address', 'ferry', null],
])('%s', async (_what, text, id) => {
  expect(await findArticleId(known, text)).toBe(id);
});
