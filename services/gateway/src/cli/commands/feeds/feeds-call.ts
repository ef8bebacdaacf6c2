import type { FeedFilter } from '../../../feed-health/feed-health.schema.js';
import type { FeedView } from '../../../feeds/describe-feeds.js';
import {
  EXIT,
  textOption,
  UsageError,
  type ActionUse,
  type DailyContext,
  type ExitCode,
  type OptionValues,
} from '../../command.js';
import { FEED_POLICY_OPTIONS } from '../../said-rules.js';

/** One call of `dateline feeds <action>`. */
export interface FeedsCall {
  context: DailyContext;
  operands: string[];
  options: OptionValues;
}

/** One action of `dateline feeds`. */
export interface FeedsAction extends ActionUse {
  run(call: FeedsCall): Promise<ExitCode>;
}

/** Options that say which feeds are meant, where no address does. */
export const FILTERS = ['health', 'label', 'host', 'state'] as const;

/** Options that rule how a feed is polled and read. */
export const RULES = [...Object.keys(FEED_POLICY_OPTIONS), 'title', 'labels'];

/** The filter that the options make, unchecked; null without any. */
export function filterOf(options: OptionValues): FeedFilter | null {
  const given = FILTERS.flatMap((name) => {
    const value = textOption(options, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return given.length === 0 ? null : (Object.fromEntries(given) as FeedFilter);
}

/**
 * Carries out the work for each feed that the operands name by id or address, or that the filter selects, and prints what it returns: what
 * became of the feed, or null where it was refused. Exit code 1 where one was, or an operand names none. Throws UsageError where neither
 * is given.
 */
export async function forEachFeed(
  { context, operands, options }: FeedsCall,
  work: (feed: FeedView) => Promise<string | null>,
): Promise<ExitCode> {
  const filter = filterOf(options);
  if (operands.length === 0 && filter === null)
    throw new UsageError('feeds: of what? Give ids or addresses, or --label, --health, --host or --state');
  if (operands.length > 0 && filter !== null)
    throw new UsageError('feeds: give ids or addresses, or a filter, not both');
  const { found, unknown } =
    filter === null
      ? await named(context, operands)
      : { found: await context.backend.feeds.list(filter), unknown: [] };
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

/** The feeds that the operands name by id or address, each once, and the operands that name none. */
async function named({ backend }: DailyContext, operands: readonly string[]) {
  const found = new Map<string, FeedView>();
  const unknown: string[] = [];
  for (const operand of new Set(operands)) {
    const feed = await backend.feeds.find(operand);
    if (feed) found.set(feed.feedId, feed);
    else unknown.push(operand);
  }
  return { found: [...found.values()], unknown };
}
