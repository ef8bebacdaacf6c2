import { FEED_POLICY_OPTIONS, readFeedPolicy } from '../../read-feed-policy.js';
import { checkAgainst } from '@dateline/contracts';
import type { Database, FeedDoc, FeedRow } from '@dateline/storage';
import { FeedBoard } from '../../../feed-health/feed-board.js';
import { FeedFilterSchema, type FeedFilter } from '../../../feed-health/feed-health.schema.js';
import { selectFeeds } from '../../../feed-health/select-feeds.js';
import { ChangeFeedBody, type ChangeFeed } from '../../../feeds/feeds.schema.js';
import {
  EXIT,
  textOption,
  UsageError,
  type CliContext,
  type ExitCode,
  type OptionValues,
} from '../../command.js';

/** One call of `dateline feeds <action>`. */
export interface FeedsCall {
  context: CliContext;
  stores: Database;
  operands: string[];
  options: OptionValues;
}

/** One action of `dateline feeds`. */
export interface FeedsAction {
  /** What comes after its name. */
  operands: string;
  /** The options that it knows; any other is a mistake. */
  options: readonly string[];
  run(call: FeedsCall): Promise<ExitCode>;
}

/** Options that say which feeds are meant, where no address does. */
export const FILTERS = ['health', 'label', 'host', 'state'] as const;

/** Options that rule how a feed is polled and read. */
export const RULES = [...Object.keys(FEED_POLICY_OPTIONS), 'title', 'labels'];

/** The filter that the options make; null without any. Throws UsageError. */
export function filterOf(options: OptionValues): FeedFilter | null {
  const given = FILTERS.flatMap((name) => {
    const value = textOption(options, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (given.length === 0) return null;
  const checked = checkAgainst(FeedFilterSchema, Object.fromEntries(given));
  if (!checked.ok) throw new UsageError(`feeds: ${checked.problems.join('; ')}`);
  return checked.value;
}

/** All feeds in short with their health, the worst first. */
export const boardOf = (stores: Database) => new FeedBoard(stores.feedHealth, () => new Date()).rows();

/**
 * Carries out the work for each feed that the operands name by id or address, or that the filter selects, and prints what it returns: what
 * became of the feed, or null where it was refused. Exit code 1 where one was, or an operand names none. Throws UsageError where neither
 * is given.
 */
export async function forEachFeed(
  { context, stores, operands, options }: FeedsCall,
  work: (feed: Pick<FeedDoc, 'feedId' | 'url' | 'state'>) => Promise<string | null>,
): Promise<ExitCode> {
  const filter = filterOf(options);
  if (operands.length === 0 && filter === null)
    throw new UsageError('feeds: of what? Give ids or addresses, or --label, --health, --host or --state');
  if (operands.length > 0 && filter !== null)
    throw new UsageError('feeds: give ids or addresses, or a filter, not both');
  const rows = await boardOf(stores);
  const { found, unknown } =
    filter === null ? named(rows, operands) : { found: selectFeeds(rows, filter), unknown: [] };
  const done: { feedId: string; became: string; url: string }[] = [];
  for (const feed of found) {
    const became = await work(feed);
    if (became === null) continue;
    done.push({ feedId: feed.feedId, became, url: feed.url });
    if (!options['json']) context.print(`${feed.feedId}  ${became}  ${feed.url}`);
  }
  if (options['json']) context.print(JSON.stringify(done, null, 2));
  for (const operand of unknown) context.tell(`feeds: no feed ${operand}`);
  return unknown.length === 0 && done.length === found.length ? EXIT.ok : EXIT.no;
}

/** Of these feeds, those that the operands name by id or address, and the operands that name none. */
export function named<T extends Pick<FeedRow, 'feedId' | 'url'>>(
  rows: readonly T[],
  operands: readonly string[],
) {
  const wanted = new Set(operands);
  const found = rows.filter(
    ({ feedId, url }) => [feedId, url].filter((name) => wanted.delete(name)).length > 0,
  );
  return { found, unknown: [...wanted] };
}

/** The rules and names that the options set. Throws UsageError for values that the API would refuse. */
export function rulesOf(options: OptionValues): Partial<ChangeFeed> {
  const [title, labels, url] = ['title', 'labels', 'url'].map((name) => textOption(options, name));
  const said = {
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title: title === '' ? null : title }),
    ...(labels === undefined ? {} : { labels: listOf(labels) }),
  };
  const rules = readFeedPolicy(options);
  if (Object.keys(said).length === 0) return rules;
  const checked = checkAgainst(ChangeFeedBody, said);
  if (!checked.ok) throw new UsageError(`feeds: ${checked.problems.join('; ')}`);
  return { ...rules, ...checked.value };
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
