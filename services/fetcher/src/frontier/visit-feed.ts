import type { FeedDoc } from '@dateline/storage';
import type { FeedBackfiller } from '../backfill/feed-backfill.js';
import type { FeedMeters } from '../feeds/measure-feed.js';
import type { FeedPoller } from '../feeds/poll-feed.js';
import type { RequestEnd } from '../politeness/request-end.js';

export interface VisitMeans {
  meters: Pick<FeedMeters, 'read'>;
  backfill: Pick<FeedBackfiller, 'dueNow' | 'step'>;
  poller: Pick<FeedPoller, 'poll'>;
  now: () => Date;
}

/** A feed's turn: it is polled, or asked for the next document of a search for what it lost. Null when the request was given up. */
export async function visitFeed(
  feed: FeedDoc,
  signal: AbortSignal,
  { meters, backfill, poller, now }: VisitMeans,
): Promise<RequestEnd | null> {
  const meter = await meters.read(feed.feedId);
  const search = backfill.dueNow(feed, meter, now());
  return search ? backfill.step(feed, meter, search, signal) : poller.poll(feed, meter, signal);
}
