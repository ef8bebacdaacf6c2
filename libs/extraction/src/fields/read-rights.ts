import { metaOf } from '../page/read-signals.js';
import { isObject } from '../json-ld/read-json-ld.js';
import { stripTags } from '../text/strip-tags.js';
import { present } from './choose.js';
import type { PageContext } from './page-context.js';
import { absoluteUrl } from './page-urls.js';

export interface ArticleRights {
  isAccessibleForFree: boolean | null;
  copyrightNotice: string | null;
  license: string | null;
}

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
    { source: 'meta:article:content_tier', value: tier === null ? null : PAID_TIER[tier.toLowerCase()] },
  ]);
  const notices = present<string>([
    ...articles.map((node) => ({ source: 'json-ld', value: asText(node['copyrightNotice']) })),
    {
      source: 'meta:copyright',
      value: asText(metaOf(signals, 'copyright', 'dc.rights', 'dcterms.rights', 'rights')),
    },
  ]);
  const licenses = present<string>([
    ...articles.map(({ license }) => ({
      source: 'json-ld',
      value: absoluteUrl(isObject(license) ? license['url'] : license, url) ?? asText(license),
    })),
    { source: 'link:license', value: absoluteUrl(signals.links.get('license'), url) },
  ]);
  return {
    isAccessibleForFree: provenance.chooseFirst('isAccessibleForFree', free),
    copyrightNotice: provenance.chooseFirst('copyrightNotice', notices),
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
