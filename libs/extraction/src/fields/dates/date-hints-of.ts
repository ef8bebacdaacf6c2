import type { DateHints } from '@dateline/dates';
import { metaOf } from '../../page/read-signals.js';
import type { PageContext } from '../page-context.js';

/** Country domains that sites of any country use (Google's list of generic ccTLDs, and similar ones). */
const OF_NO_COUNTRY = new Set(
  'ad ag ai am as bz cc cd co dj eu fm gg gl im io la li ly me ms nu sc sh sr st su tk to tv vc ws'.split(
    ' ',
  ),
);

/**
 * What a page reveals about its writer: the language, and the country from the domain, else from the language
 * tags.
 */
export function dateHintsOf({ signals, articles, url, feed }: PageContext): DateHints {
  const tags = [
    signals.language,
    metaOf(signals, 'og:locale', 'content-language', 'dc.language'),
    ...articles.map((node) => node['inLanguage']),
    feed?.language,
  ].filter((tag) => typeof tag === 'string');
  const regions = tags.flatMap(
    (tag) => /^[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?[-_]([a-z]{2})(?![a-z])/i.exec(tag)?.[1] ?? [],
  );
  // American English is the default of templates, so it counts only if nothing else is stated.
  const region = countryOf(url) ?? regions.find((found) => found.toUpperCase() !== 'US') ?? regions[0];
  return { language: tags[0] ?? null, region: region?.toUpperCase() ?? null };
}

function countryOf(url: string | null): string | null {
  const domain =
    url !== null && URL.canParse(url) ? (/\.([a-z]{2})$/.exec(new URL(url).hostname)?.[1] ?? null) : null;
  if (domain === null || OF_NO_COUNTRY.has(domain)) return null;
  return domain === 'uk' ? 'GB' : domain;
}
