import { metaOf } from '../page/read-signals.js';
import { isObject } from '../json-ld/read-json-ld.js';
import { present, type Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';
import { absoluteUrl, isSameSite } from './page-urls.js';

/**
 * The canonical address from rel=canonical in the page or its Link header, og:url, or JSON-LD. It must be on
 * the page's own site and not its front page.
 */
export function readCanonicalUrl(context: PageContext): string | null {
  const { signals, articles, url, links, provenance } = context;
  const base =
    url ?? absoluteUrl(signals.links.get('canonical'), null) ?? absoluteUrl(metaOf(signals, 'og:url'), null);
  const node = articles[0]?.['mainEntityOfPage'];
  const candidates: Candidate<string>[] = present([
    { source: 'link:canonical', value: absoluteUrl(signals.links.get('canonical'), base) },
    { source: 'http:link', value: links?.canonicalUrl },
    { source: 'meta:og:url', value: absoluteUrl(metaOf(signals, 'og:url'), base) },
    {
      source: 'json-ld',
      value:
        absoluteUrl(isObject(node) ? node['@id'] : node, base) ?? absoluteUrl(articles[0]?.['url'], base),
    },
  ]);
  const winner = candidates.find(
    ({ value }) => base !== null && isSameSite(value, base) && !isFrontPageOf(value, base),
  );
  return provenance.choose('canonicalUrl', winner, candidates);
}

export function readAmpUrl({ signals, url, links, provenance }: PageContext): string | null {
  const candidates = present([
    { source: 'link:amphtml', value: absoluteUrl(signals.links.get('amphtml'), url) },
    { source: 'http:link', value: links?.ampUrl },
  ]);
  return provenance.chooseFirst('ampUrl', candidates);
}

/** Some systems declare the front page as canonical on every page. */
function isFrontPageOf(value: string, pageUrl: string): boolean {
  const [canonical, page] = [new URL(value), new URL(pageUrl)];
  return (
    canonical.pathname === '/' && canonical.search === '' && (page.pathname !== '/' || page.search !== '')
  );
}
