import type { FeedDoc } from '@dateline/storage';
import type { FeedBackfiller } from '../backfill/feed-backfiller.js';
import type { FeedMeters } from '../feeds/feed-meters.js';
import type { FeedPoller } from '../feeds/feed-poller.js';
import type { RequestEnd } from '../politeness/request-end.js';

export interface VisitDependencies {
  meters: Pick<FeedMeters, 'read'>;
  backfill: Pick<FeedBackfiller, 'dueNow' | 'step'>;
  poller: Pick<FeedPoller, 'poll'>;
  now: () => Date;
}

/** A feed's turn: a poll, or the next document of a search for lost entries. */
export async function visitFeed(
  feed: FeedDoc,
  signal: AbortSignal,
  { meters, backfill, poller, now }: VisitDependencies,
): Promise<RequestEnd> {
  const meter = await meters.read(feed.feedId);
  const search = backfill.dueNow(feed, meter, now());
  return search ? backfill.step(feed, meter, search, signal) : poller.poll(feed, meter, signal);
}
