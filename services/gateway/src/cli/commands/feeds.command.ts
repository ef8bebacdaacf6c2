import { JSON_OPTION, UsageError, type Command, type DailyContext } from '../command.js';
import { FEED_POLICY_OPTIONS } from '../said-rules.js';
import { addFeeds, exportFeeds, findFeeds, importFeeds } from './feeds/add-feeds.js';
import { applyFeeds, planFeeds } from './feeds/apply-list.js';
import { changeFeeds, fetchFeeds, pauseFeeds, removeFeeds, resumeFeeds } from './feeds/change-feeds.js';
import { FILTERS, RULES, type FeedsAction } from './feeds/feeds-call.js';
import { listFeeds } from './feeds/list-feeds.js';
import { showFeed } from './feeds/show-feed.js';

const SOME = '<id, url or filter…>';

const ACTIONS: Record<string, FeedsAction> = {
  list: { operands: '[<filter>]', options: [...FILTERS, 'json'], run: listFeeds },
  show: { operands: '<id or url>', options: ['json'], run: showFeed },
  add: { operands: '<url…>', options: [...RULES, 'as-is', 'json'], run: addFeeds },
  discover: { operands: '<page…>', options: ['json'], run: findFeeds },
  import: { operands: '<opml file…>', options: ['json'], run: importFeeds },
  export: { operands: '', options: [], run: exportFeeds },
  plan: { operands: '<file>', options: ['json'], run: planFeeds },
  apply: { operands: '<file>', options: ['prune', 'json'], run: applyFeeds },
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

export const feedsCommand: Command<DailyContext> = {
  operands: Object.entries(ACTIONS)
    .map(([name, { operands }]) => `${name} ${operands}`.trimEnd())
    .join(' | '),
  details: [
    'A filter is one or more of --health, --label, --host and --state. The list has the worst feeds first. add takes the address of a site,',
    'too, and looks for its feed. plan and apply take a list of feeds in YAML, JSON or OPML; what it does not say of a feed stays.',
    'Exit code 1: an address was refused, the feed is not known, or (plan) the list and the feeds differ.',
  ].join('\n'),
  actions: ACTIONS,
  options: {
    ...option('title', 'text', 'the operator’s own name of the feed; empty: that of its document'),
    ...option('labels', 'labels', 'its labels, with commas between'),
    ...option('add-labels', 'labels', 'labels to add'),
    ...option('remove-labels', 'labels', 'labels to take away'),
    ...FEED_POLICY_OPTIONS,
    'as-is': { type: 'boolean', about: 'add: do not look for a feed behind the address of a site' },
    prune: { type: 'boolean', about: 'apply: remove the feeds that the file does not have' },
    ...option('url', 'url', 'another address, for one feed'),
    ...option('reason', 'text', 'why'),
    ...option('health', 'states', 'only feeds of these states of health, for example failing,silent'),
    ...option('label', 'label', 'only feeds with the label'),
    ...option('host', 'host', 'only feeds of the host'),
    ...option('state', 'state', 'only active, failing, flooding, paused or gone feeds'),
    ...JSON_OPTION,
  },
  run(context, [action = '', ...operands], options) {
    const chosen = ACTIONS[action];
    if (!chosen) throw new UsageError(`feeds: say one of ${Object.keys(ACTIONS).join(', ')}`);
    const needs = chosen.operands.startsWith('<') && !chosen.operands.includes('filter');
    if (needs && operands.length === 0) throw new UsageError(`feeds ${action}: of what?`);
    if (!chosen.operands.includes('<') && operands.length > 0)
      throw new UsageError(`feeds ${action} takes no operand`);
    if (action === 'list' && operands.length > 0)
      throw new UsageError('feeds list takes no operand; feeds show <id or url> shows one feed');
    return chosen.run({ context, operands, options });
  },
};
