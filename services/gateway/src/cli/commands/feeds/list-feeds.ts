import type { FeedView } from '../../../feeds/describe-feeds.js';
import { EXIT, printAnswer, type ExitCode } from '../../command.js';
import { shorten, tableOf, type Cell } from '../../text-table.js';
import { filterOf, type FeedsCall } from './feeds-call.js';

/** Prints the feeds, the worst first. */
export async function listFeeds({ context, options }: FeedsCall): Promise<ExitCode> {
  const feeds = await context.backend.feeds.list(filterOf(options) ?? {});
  printAnswer(context, feeds, { options, text: feedsText(feeds) });
  return EXIT.ok;
}

/** A table of feeds; the column of labels stands only where a feed has one. */
export function feedsText(rows: readonly FeedView[]): string {
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
      // There is no next request where it is not polled.
      row.nextRequest === null ? shorten(row.stateReason ?? '', 40) : row.nextFetchAt,
      problemOf(row),
    ]),
  );
}

/** What is wrong, in one cell. Nothing is where a feed was only not polled yet. */
function problemOf({ health: { state, class: kind, reason } }: FeedView): string | null {
  if (state === 'paused' || kind === 'not_yet_polled' || reason === null) return null;
  return shorten(state === 'healthy' ? reason : `${state}: ${reason}`, 100);
}
