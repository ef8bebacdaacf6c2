import { isObject, valuesOf } from '../../json-ld/read-json-ld.js';
import { metaOf } from '../../page/read-signals.js';
import { matchKey } from '../../text/match-key.js';
import type { PageContext } from '../page-context.js';
import { domainOf } from '../page-urls.js';

type Source = Pick<PageContext, 'signals' | 'articles' | 'url'>;

/**
 * Names of the site and its publisher as the page states them, and the name in its address, all as match
 * keys.
 */
export function siteNames({ signals, articles, url }: Source): ReadonlySet<string> {
  const publishers = articles
    .flatMap((article) => valuesOf(article, 'publisher', signals.linked))
    .map((node) => (isObject(node) ? node['name'] : node));
  const domain = url === null ? null : domainOf(url);
  const names = [
    metaOf(signals, 'og:site_name', 'application-name'),
    domain,
    domain?.split('.')[0],
    ...publishers,
  ];
  return new Set(
    names
      .filter((name) => typeof name === 'string')
      .map(matchKey)
      .filter((key) => key !== ''),
  );
}
