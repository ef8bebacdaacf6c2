import { checkAgainst } from '@dateline/contracts';
import { ChangeFeedBody, type ChangeFeed } from '../feeds/feeds.schema.js';
import { textOption, UsageError, type Command, type OptionValues } from './command.js';

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
};

/** The rules that the options set. Throws UsageError for values that the API would refuse. */
export function readFeedPolicy(options: OptionValues): Partial<ChangeFeed> {
  const [contentFrom, priority, interval, outlets, classes] = [
    textOption(options, 'content'),
    textOption(options, 'priority'),
    textOption(options, 'interval'),
    textOption(options, 'speaks-for'),
    textOption(options, 'page-types'),
  ];
  const said = {
    ...(contentFrom === undefined ? {} : { contentFrom }),
    ...(outlets === undefined ? {} : { speaksFor: outlets.split(',').filter(Boolean) }),
    ...(classes === undefined
      ? {}
      : { pageTypes: classes === 'auto' ? null : classes.split(',').filter(Boolean) }),
    ...(priority === undefined ? {} : { priority }),
    ...(interval === undefined ? {} : { intervalSeconds: interval === 'auto' ? null : Number(interval) }),
  };
  if (Object.keys(said).length === 0) return {};
  const checked = checkAgainst(ChangeFeedBody, said);
  if (!checked.ok) throw new UsageError(`feeds: ${JSON.stringify(said)} is no rule for a feed`);
  return checked.value;
}
