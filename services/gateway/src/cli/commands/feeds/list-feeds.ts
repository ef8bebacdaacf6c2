import { POLLED_STATES } from '@dateline/storage';
import type { BoardRow } from '../../../feed-health/feed-board.js';
import { selectFeeds } from '../../../feed-health/select-feeds.js';
import { EXIT, type ExitCode } from '../../command.js';
import { shorten, tableOf, type Cell } from '../../text-table.js';
import { boardOf, filterOf, type FeedsCall } from './feeds-call.js';

/** Prints the feeds, the worst first. */
export async function listFeeds({ context, stores, options }: FeedsCall): Promise<ExitCode> {
  const rows = selectFeeds(await boardOf(stores), filterOf(options) ?? {});
  if (options['json']) {
    const feeds = rows.map(({ feedId, health }) => ({ feedId, health }));
    context.print(JSON.stringify(await withRecords(stores, feeds), null, 2));
  } else context.print(feedsText(rows));
  return EXIT.ok;
}

const AT_ONCE = 500;

async function withRecords(
  stores: FeedsCall['stores'],
  feeds: readonly Pick<BoardRow, 'feedId' | 'health'>[],
): Promise<object[]> {
  const healthOf = new Map(feeds.map(({ feedId, health }) => [feedId, health]));
  const all: object[] = [];
  for (let at = 0; at < feeds.length; at += AT_ONCE) {
    const ids = feeds.slice(at, at + AT_ONCE).map(({ feedId }) => feedId);
    for (const feed of await stores.feedBulk.get(ids))
      all.push({ ...feed, health: healthOf.get(feed.feedId) });
  }
  return all;
}

/** A table of feeds; the column of labels stands only where a feed has one. */
export function feedsText(rows: readonly BoardRow[]): string {
  if (rows.length === 0) return 'no feeds';
  const hasLabels = rows.some(({ labels }) => labels.length > 0);
  const labelled = <T>(cells: T[]) => (hasLabels ? cells : []);
  const headings = ['id', 'state', 'title', 'url', ...labelled(['labels'])];
  return tableOf(
    [...headings, 'polls', 'entries', 'last success', 'next poll or why not', 'problem'],
    rows.map((row): Cell[] => [
      row.feedId,
      row.state,
      shorten(row.title ?? '', 30),
      row.url,
      ...labelled([row.labels.join(', ')]),
      row.stats.fetches,
      row.stats.newEntries,
      row.lastSuccessAt,
      POLLED_STATES.includes(row.state) ? row.nextFetchAt : shorten(row.stateReason ?? '', 40),
      problemOf(row),
    ]),
  );
}

/** What is wrong, in one cell. Nothing is where a feed was only not polled yet. */
function problemOf({ health: { state, class: kind, reason } }: BoardRow): string | null {
  if (state === 'paused' || kind === 'not_yet_polled' || reason === null) return null;
  return shorten(state === 'healthy' ? reason : `${state}: ${reason}`, 100);
}
