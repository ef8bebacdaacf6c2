import { metaOf } from '../page/read-signals.js';
import { isChromeLine } from '../publishers/find-publisher-rule.js';
import { stripTags } from '../text/strip-tags.js';
import { present } from './provenance.js';
import type { PageContext } from './page-context.js';

/** The article's summary as plain text. A standing line of the publisher about itself does not count. */
export function readDescription({ signals, articles, feed, rule, provenance }: PageContext): string | null {
  const candidates = present<string>([
    ...articles.map(({ description }) => ({ source: 'json-ld', value: asText(description) })),
    { source: 'meta:og:description', value: asText(metaOf(signals, 'og:description')) },
    {
      source: 'meta:description',
      value: asText(metaOf(signals, 'description', 'dc.description', 'twitter:description')),
    },
    { source: 'feed', value: asText(feed?.summary) },
  ]).filter(({ value }) => !isChromeLine(rule, value));
  return provenance.chooseFirst('description', candidates);
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) || null : null;
}
