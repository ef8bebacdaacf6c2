import type { Publisher } from '@dateline/contracts';
import { isObject, valuesOf } from '../json-ld/read-json-ld.js';
import { metaOf, type PageSignals } from '../page/read-signals.js';
import { stripTags } from '../text/strip-tags.js';
import { present } from './provenance.js';
import type { PageContext } from './page-context.js';
import { domainOf } from './page-urls.js';
import { siteNameOf } from './headline/strip-site-name.js';

/** The page's name for its site: og:site_name, else the text after the bar in its title. */
export function printedSiteName(signals: PageSignals): string | null {
  return metaOf(signals, 'og:site_name') ?? siteNameOf(signals.title);
}

/**
 * The publisher, from the usual name in the publisher rule, og:site_name, JSON-LD, application-name, or the
 * title's last part.
 */
export function readPublisher(context: PageContext): Publisher | null {
  const { signals, articles, url, rule, provenance } = context;
  const linked = articles
    .flatMap((article) => valuesOf(article, 'publisher', signals.linked))
    .find((node) => isObject(node) && typeof node['name'] === 'string');
  const printed = present<string>([
    { source: 'meta:og:site_name', value: plain(metaOf(signals, 'og:site_name')) },
    { source: 'json-ld', value: isObject(linked) ? plain(linked['name']) : null },
    {
      source: 'meta:application-name',
      value: plain(metaOf(signals, 'application-name', 'dc.publisher', 'publisher')),
    },
    { source: 'title', value: siteNameOf(signals.title) },
  ]);
  const usual = rule ? [{ source: 'publisher-rule', value: rule.name }] : [];
  const name = provenance.chooseFirst('publisher', [...usual, ...printed]);
  return name === null
    ? null
    : { name, asPrinted: printed[0]?.value ?? null, domain: url === null ? null : domainOf(url) };
}

function plain(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) : null;
}
