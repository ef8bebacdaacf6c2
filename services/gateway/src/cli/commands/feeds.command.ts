import { HEALTH_STATES } from '@dateline/feed';
import { JSON_OPTION, UsageError, type Command } from '../command.js';
import { FEED_POLICY_OPTIONS } from '../read-feed-policy.js';
import { addFeeds, findFeeds, importFeeds } from './feeds/add-feeds.js';
import { changeFeeds, fetchFeeds, pauseFeeds, removeFeeds, resumeFeeds } from './feeds/change-feeds.js';
import { FILTERS, RULES, type FeedsAction } from './feeds/feeds-call.js';
import { listFeeds } from './feeds/list-feeds.js';
import { showFeed } from './feeds/show-feed.js';

const SOME = '<id, url or filter…>';

const ACTIONS: Record<string, FeedsAction> = {
  list: { operands: '[<filter>]', options: [...FILTERS, 'json'], run: listFeeds },
  show: { operands: '<id or url>', options: ['json'], run: showFeed },
  add: { operands: '<url…>', options: [...RULES, 'json'], run: addFeeds },
  discover: { operands: '<page…>', options: ['json'], run: findFeeds },
  import: { operands: '<opml file…>', options: ['json'], run: importFeeds },
  change: {
    operands: SOME,
    options: [...RULES, 'url', 'add-labels', 'remove-labels', ...FILTERS, 'json'],
    run: changeFeeds,
  },
  fetch: { operands: SOME, options: [...FILTERS, 'json'], run: fetchFeeds },
  pause: { operands: SOME, options: ['reason', ...FILTERS, 'json'], run: pauseFeeds },
  resume: { operands: SOME, options: [...FILTERS, 'json'], run: resumeFeeds },
  remove: { operands: SOME, options: [...FILTERS, 'json'], run: removeFeeds },
};

const usesOf = (option: string) =>
  Object.keys(ACTIONS).filter((name) => ACTIONS[name]?.options.includes(option));

const option = (name: string, value: string, about: string) => ({
  [name]: { type: 'string' as const, value, about: `${usesOf(name).join(', ')}: ${about}` },
});

export const feedsCommand: Command = {
  name: 'feeds',
  operands: Object.entries(ACTIONS)
    .map(([name, { operands }]) => `${name} ${operands}`)
    .join(' | '),
  summary: 'find, add, list, show, change, poll, pause, resume, remove or import feeds',
  details: [
    'A filter is one or more of --health, --label, --host and --state. The list has the worst feeds first.',
    'Exit code 1: an address was refused, or the feed is not known.',
  ].join('\n'),
  options: {
    ...option('title', 'text', 'the operator’s own name of the feed; empty: that of its document'),
    ...option('labels', 'labels', 'its labels, with commas between'),
    ...option('add-labels', 'labels', 'labels to add'),
    ...option('remove-labels', 'labels', 'labels to take away'),
    ...FEED_POLICY_OPTIONS,
    ...option('url', 'url', 'another address, for one feed'),
    ...option('reason', 'text', 'why'),
    ...option('health', 'states', `only feeds whose health is one of ${HEALTH_STATES.join(', ')}`),
    ...option('label', 'label', 'only feeds with the label'),
    ...option('host', 'host', 'only feeds of the host'),
    ...option('state', 'state', 'only active, failing, flooding, paused or gone feeds'),
    ...JSON_OPTION,
  },
  async run(context, [action = '', ...operands], options) {
    const chosen = ACTIONS[action];
    if (!chosen) throw new UsageError(`feeds: say one of ${Object.keys(ACTIONS).join(', ')}`);
    const alien = Object.keys(options).find((name) => !chosen.options.includes(name));
    if (alien !== undefined) throw new UsageError(`feeds ${action} does not know --${alien}`);
    const needs = chosen.operands.startsWith('<') && !chosen.operands.includes('filter');
    if (needs && operands.length === 0) throw new UsageError(`feeds ${action}: of what?`);
    if (action === 'list' && operands.length > 0)
      throw new UsageError('feeds list takes no operand; feeds show <id or url> shows one feed');
    return chosen.run({ context, stores: await context.database(), operands, options });
  },
};
