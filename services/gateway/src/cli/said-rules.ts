import type { ChangeFeed } from '../feeds/feeds.schema.js';
import { textOption, type Command, type OptionValues } from './command.js';

/** Options of `feeds add` and `feeds change` that rule one feed. */
export const FEED_POLICY_OPTIONS: Command['options'] = {
  content: {
    type: 'string',
    value: 'source',
    about: 'add, change: read articles from the page or from the feed alone',
  },
  'speaks-for': {
    type: 'string',
    value: 'outlets',
    about: 'add, change: outlets beside its own for which the feed may speak, with commas between',
  },
  'page-types': {
    type: 'string',
    value: 'classes',
    about:
      'add, change: classes of page that become articles, with commas between, or auto (ARTICLE_PAGE_TYPES)',
  },
  priority: { type: 'string', value: 'level', about: 'add, change: low, normal or high' },
  interval: { type: 'string', value: 'seconds', about: 'add, change: fixed interval, or auto' },
  validators: {
    type: 'string',
    value: 'belief',
    about: 'add, change: trust or distrust a server that calls its document unchanged, or auto',
  },
  'retry-after': {
    type: 'string',
    value: 'scope',
    about: 'add, change: who waits when asked to: feed, host or auto',
  },
  'near-duplicates': { type: 'string', value: 'rule', about: 'add, change: keep or drop them, or auto' },
};

/** The rules and names that the options set, as they were said: the backend checks them. */
export function saidRules(options: OptionValues): Partial<ChangeFeed> {
  const said = (option: string, field: string, read: (text: string) => unknown = (text) => text) => {
    const text = textOption(options, option);
    return text === undefined ? {} : { [field]: read(text) };
  };
  return {
    ...said('content', 'contentFrom'),
    ...said('speaks-for', 'speaksFor', listOf),
    ...said('page-types', 'pageTypes', (text) => (text === 'auto' ? null : listOf(text))),
    ...said('priority', 'priority'),
    ...said('interval', 'intervalSeconds', (text) => (text === 'auto' ? null : Number(text))),
    ...said('validators', 'validators'),
    ...said('retry-after', 'retryAfterScope'),
    ...said('near-duplicates', 'nearDuplicates'),
    ...said('url', 'url'),
    ...said('title', 'title', (text) => (text === '' ? null : text)),
    ...said('labels', 'labels', listOf),
  };
}

/** Words with commas between, each once. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];
