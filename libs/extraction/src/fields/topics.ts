import { isObject } from '../json-ld/read-json-ld.js';
import { metaOf } from '../page/read-signals.js';
import { collapseSpace } from '../text/collapse-space.js';
import { matchKey } from '../text/match-key.js';
import { stripTags } from '../text/strip-tags.js';
import type { Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';

const LONGEST_TOPIC = 80;
const MOST_TOPICS = 200;

export function readSections(context: PageContext): string[] {
  return chooseTopics(context, 'articleSection', [
    ...context.articles.map((node) => ({ source: 'json-ld', value: node['articleSection'] })),
    { source: 'meta:article:section', value: context.signals.metas.get('article:section') },
    {
      source: 'meta:section',
      value: metaOf(context.signals, 'section', 'parsely-section', 'cxenseparse:section', 'category'),
    },
  ]);
}

export function readKeywords(context: PageContext): string[] {
  return chooseTopics(context, 'keywords', [
    ...context.articles.map((node) => ({ source: 'json-ld', value: node['keywords'] })),
    { source: 'meta:article:tag', value: context.signals.metas.get('article:tag') },
    {
      source: 'meta:keywords',
      value: metaOf(context.signals, 'news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags'),
    },
    { source: 'feed', value: context.feed?.categories },
  ]);
}

function chooseTopics(
  { provenance }: PageContext,
  field: string,
  stated: readonly Candidate<unknown>[],
): string[] {
  const candidates = stated
    .map(({ source, value }) => ({ source, value: topicList(value) }))
    .filter(({ value }) => value.length > 0);
  return provenance.chooseFirst(field, candidates) ?? [];
}

function topicList(value: unknown): string[] {
  const parts: unknown[] = Array.isArray(value) ? value.slice(0, MOST_TOPICS) : [value];
  const distinct = new Map<string, string>();
  for (const stated of parts) {
    // JSON-LD may state a topic as a node of its own: {"@type": "DefinedTerm", "name": …}.
    const part = isObject(stated) ? stated['name'] : stated;
    if (typeof part !== 'string') continue;
    for (const topic of stripTags(part)
      .split(parts.length > 1 ? /;/ : /[,;،、]/)
      .map(collapseSpace)) {
      if (topic !== '' && topic.length <= LONGEST_TOPIC && !distinct.has(matchKey(topic)))
        distinct.set(matchKey(topic), topic);
    }
  }
  return [...distinct.values()].slice(0, MOST_TOPICS);
}
