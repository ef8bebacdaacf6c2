import type { ParsedArticle } from '@dateline/contracts';
import { metaOf } from '../page/read-signals.js';
import { isObject, valuesOf } from '../json-ld/read-json-ld.js';
import { stripTags } from '../text/strip-tags.js';
import { present } from './provenance.js';
import type { PageContext } from './page-context.js';
import { absoluteUrl } from './page-urls.js';

export type ArticleRights = Required<
  Pick<ParsedArticle, 'isAccessibleForFree' | 'copyrightNotice' | 'copyrightHolder' | 'license'>
>;

const PAID_TIER: Readonly<Record<string, boolean>> = {
  free: true,
  metered: false,
  locked: false,
  paid: false,
  premium: false,
};

export function readRights({ signals, articles, url, provenance }: PageContext): ArticleRights {
  const tier = metaOf(signals, 'article:content_tier');
  const free = present<boolean>([
    ...articles.map((node) => ({ source: 'json-ld', value: asBoolean(node['isAccessibleForFree']) })),
    // A paid part makes the whole a paid article (Google, "Subscription and paywalled content").
    ...articles.flatMap((node) =>
      valuesOf(node, 'hasPart', signals.linked)
        .filter((part) => isObject(part) && asBoolean(part['isAccessibleForFree']) === false)
        .slice(0, 1)
        .map(() => ({ source: 'json-ld:hasPart', value: false })),
    ),
    { source: 'itemprop', value: asBoolean(metaOf(signals, 'isaccessibleforfree')) },
    { source: 'meta:article:content_tier', value: tier === null ? null : PAID_TIER[tier.toLowerCase()] },
  ]);
  const notices = present<string>([
    ...articles.map((node) => ({ source: 'json-ld', value: asText(node['copyrightNotice']) })),
    {
      source: 'meta:copyright',
      value: asText(metaOf(signals, 'copyright', 'dc.rights', 'dcterms.rights', 'rights')),
    },
  ]);
  const holders = present<string>([
    ...articles
      .flatMap((node) => valuesOf(node, 'copyrightHolder', signals.linked))
      .map((holder) => ({ source: 'json-ld', value: asText(isObject(holder) ? holder['name'] : holder) })),
    {
      source: 'meta:copyrightholder',
      value: asText(metaOf(signals, 'copyrightholder', 'dcterms.rightsholder')),
    },
  ]);
  const licenses = present<string>([
    ...articles.map(({ license }) => ({
      source: 'json-ld',
      value: absoluteUrl(isObject(license) ? license['url'] : license, url) ?? asText(license),
    })),
    { source: 'link:license', value: absoluteUrl(signals.links.get('license'), url) },
    { source: 'meta:dcterms.license', value: asText(metaOf(signals, 'dcterms.license', 'license')) },
  ]);
  return {
    isAccessibleForFree: provenance.chooseFirst('isAccessibleForFree', free),
    copyrightNotice: provenance.chooseFirst('copyrightNotice', notices),
    copyrightHolder: provenance.chooseFirst('copyrightHolder', holders),
    license: provenance.chooseFirst('license', licenses),
  };
}

function asBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value.trim())
    ? value.trim().toLowerCase() === 'true'
    : null;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) || null : null;
}
