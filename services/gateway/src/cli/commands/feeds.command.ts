import { POLLED_STATES, type Database, type FeedDoc, type FeedRepository } from '@dateline/storage';
import { readFile } from 'node:fs/promises';
import { addFeed, allFeeds, importOpml } from '../../feeds/add-feed.js';
import { changeFeed } from '../../feeds/change-feed.js';
import { discoverFeeds, PageUnreachable } from '../../feeds/discover-feeds.js';
import { BadFeedAddress } from '../../feeds/feed-address.js';
import type { FeedDiscovery } from '../../feeds/discovery.schema.js';
import { httpClientOf } from '../../feeds/http-client-of.js';
import { pauseFeed, removeFeed } from '../../feeds/feed-stops.js';
import {
  EXIT,
  JSON_OPTION,
  textOption,
  UsageError,
  type CliContext,
  type Command,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { recordChange } from '../cli-caller.js';
import { FEED_POLICY_OPTIONS, readFeedPolicy } from '../read-feed-policy.js';
import { shorten, tableOf } from '../text-table.js';

interface FeedsCall {
  context: CliContext;
  feeds: FeedRepository;
  stores: Database;
  operands: string[];
  options: OptionValues;
}

const FEED_STATES = ['active', 'failing', 'flooding', 'paused', 'gone'];

export const feedsCommand: Command = {
  name: 'feeds',
  operands:
    'discover <page…> | add <url…> | change <id or url…> | list | pause <id or url> | resume <id or url> | remove <id or url> | import <opml file…>',
  summary: 'find, add, change, list, pause, resume, remove or import feeds',
  details: 'Exit code 1: an address was refused, or the feed is not known.',
  options: {
    title: { type: 'string', value: 'text', about: 'add: name of the feed' },
    ...FEED_POLICY_OPTIONS,
    reason: { type: 'string', value: 'text', about: 'pause: why' },
    state: {
      type: 'string',
      value: 'state',
      about: 'list: only active, failing, flooding, paused or gone feeds',
    },
    ...JSON_OPTION,
  },
  async run(context, [action = '', ...operands], options) {
    const work = ACTIONS[action];
    if (!work) throw new UsageError(`feeds: say one of ${Object.keys(ACTIONS).join(', ')}`);
    if (action !== 'list' && operands.length === 0) throw new UsageError(`feeds ${action}: of what?`);
    const stores = await context.database();
    return work({ context, feeds: stores.feeds, stores, operands, options });
  },
};

const ACTIONS: Record<string, (call: FeedsCall) => Promise<ExitCode>> = {
  discover,
  add,
  change,
  list,
  pause,
  resume,
  remove,
  import: importFiles,
};

async function add({ context, feeds, operands, options }: FeedsCall): Promise<ExitCode> {
  const title = textOption(options, 'title');
  const { contentFrom, speaksFor, pageTypes } = readFeedPolicy(options);
  let refused = 0;
  for (const url of operands) {
    try {
      const given = { url, title, contentFrom, speaksFor, pageTypes };
      const { feed, created } = await recordChange(context, { action: 'feed.add', target: url }, () =>
        addFeed(feeds, given, addOptions(context, 'api')),
      );
      context.print(`${feed.feedId}  ${created ? 'added' : 'known'}  ${feed.url}`);
    } catch (error) {
      if (!(error instanceof BadFeedAddress)) throw error;
      refused += 1;
      context.tell(`feeds add: ${error.message}`);
    }
  }
  return refused === 0 ? EXIT.ok : EXIT.no;
}

/** Lists the feeds of pages, one per line, and adds none. */
async function discover({ context, operands, options }: FeedsCall): Promise<ExitCode> {
  const http = httpClientOf(context.settings);
  const found: FeedDiscovery[] = [];
  for (const page of operands) {
    try {
      found.push(await discoverFeeds(http, page));
    } catch (error) {
      if (!(error instanceof BadFeedAddress || error instanceof PageUnreachable)) throw error;
      context.tell(`feeds discover: ${error.message}`);
    }
  }
  const lines = found.flatMap(({ feeds }) =>
    feeds.map(({ url, title, from }) => `${url}  ${from}  ${title ?? ''}`.trimEnd()),
  );
  context.print(options['json'] ? JSON.stringify(found, null, 2) : lines.join('\n'));
  return lines.length > 0 ? EXIT.ok : EXIT.no;
}

async function list({ context, feeds, options }: FeedsCall): Promise<ExitCode> {
  const state = textOption(options, 'state');
  if (state !== undefined && !FEED_STATES.includes(state))
    throw new UsageError(`--state must be one of ${FEED_STATES.join(', ')}`);
  const all = await allFeeds(feeds, state as FeedDoc['state'] | undefined);
  context.print(options['json'] ? JSON.stringify(all, null, 2) : feedsText(all));
  return EXIT.ok;
}

function pause(call: FeedsCall): Promise<ExitCode> {
  const reason = textOption(call.options, 'reason') ?? 'paused by an operator';
  return forEach(call, async ({ feedId, url }) => {
    const change = { action: 'feed.pause' as const, target: feedId, reason };
    await recordChange(call.context, change, () => pauseFeed(call.stores, { feedId, reason }, new Date()));
    call.context.print(`${feedId}  paused  ${url}`);
  });
}

function resume(call: FeedsCall): Promise<ExitCode> {
  return forEach(call, async ({ feedId, url }) => {
    await recordChange(call.context, { action: 'feed.resume', target: feedId }, () =>
      call.feeds.setState(feedId, 'active', null, new Date()),
    );
    call.context.print(`${feedId}  active  ${url}`);
  });
}

function change(call: FeedsCall): Promise<ExitCode> {
  const policy = readFeedPolicy(call.options);
  if (Object.keys(policy).length === 0)
    throw new UsageError('feeds change: say what, as with --content feed');
  return forEach(call, async ({ feedId, url }) => {
    await recordChange(call.context, { action: 'feed.change', target: feedId }, () =>
      changeFeed(call.feeds, feedId, policy, new Date()),
    );
    call.context.print(`${feedId}  changed  ${url}`);
  });
}

function remove(call: FeedsCall): Promise<ExitCode> {
  return forEach(call, async (feed) => {
    await recordChange(call.context, { action: 'feed.remove', target: feed.feedId }, () =>
      removeFeed(call.stores, feed.feedId, new Date()),
    );
    call.context.print(`${feed.feedId}  removed  ${feed.url}`);
  });
}

async function importFiles({ context, feeds, operands }: FeedsCall): Promise<ExitCode> {
  let refused = 0;
  for (const file of operands) {
    const opml = await readFile(file, 'utf8');
    const report = await recordChange(context, { action: 'feeds.import', target: file }, () =>
      importOpml(feeds, opml, {
        ...addOptions(context, 'opml'),
        origin: { type: 'opml', ref: file },
        maxFeeds: context.settings.OPML_MAX_FEEDS,
      }),
    );
    for (const { url, problem } of report.refused) context.tell(`${file}: ${url} ${problem}`);
    context.print(
      `${file}: ${report.added.length} added, ${report.known.length} known, ${report.refused.length} refused`,
    );
    refused += report.refused.length;
  }
  return refused === 0 ? EXIT.ok : EXIT.no;
}

async function forEach(
  { context, feeds, operands }: FeedsCall,
  work: (feed: FeedDoc) => Promise<void>,
): Promise<ExitCode> {
  const wanted = new Set(operands);
  const isNamed = (feed: FeedDoc) => [feed.feedId, feed.url].filter((name) => wanted.delete(name)).length > 0;
  const found = (await allFeeds(feeds)).filter(isNamed);
  for (const feed of found) await work(feed);
  for (const unknown of wanted) context.tell(`feeds: no feed ${unknown}`);
  return wanted.size === 0 ? EXIT.ok : EXIT.no;
}

function feedsText(feeds: readonly FeedDoc[]): string {
  if (feeds.length === 0) return 'no feeds';
  const rows = feeds.map((feed) => [
    feed.feedId,
    feed.state,
    shorten(feed.title ?? '', 30),
    feed.url,
    feed.stats.fetches,
    feed.stats.newEntries,
    feed.lastSuccessAt,
    POLLED_STATES.includes(feed.state) ? feed.nextFetchAt : shorten(feed.stateReason ?? '', 40),
    feed.problem && shorten(`${feed.problem.kind}: ${feed.problem.reason}`, 60),
  ]);
  return tableOf(
    ['id', 'state', 'title', 'url', 'polls', 'entries', 'last success', 'next poll or why not', 'problem'],
    rows,
  );
}

const addOptions = (context: CliContext, type: 'api' | 'opml') => ({
  origin: { type, ref: null },
  intervalSeconds: context.settings.FEED_INTERVAL_SECONDS,
  now: new Date(),
});
