import { hostKeyOf, outletOf, sameOutlet } from '@dateline/article';
import type { Database, FeedDoc } from '@dateline/storage';
import type { LoggerService } from '@nestjs/common';
import type { ServiceRetry } from '../runtime/service-retry.js';

export interface MoveDependencies {
  storage: {
    feeds: Pick<Database['feeds'], 'setAddress' | 'setDuplicate'>;
    feedVoices: Pick<Database['feedVoices'], 'record'>;
  };
  retry: ServiceRetry;
  logger: Required<Pick<LoggerService, 'log' | 'warn'>>;
}

/**
 * Makes a stable permanent redirect the feed's address. If another feed has that address already, only that
 * one continues.
 */
export async function followMove(feed: FeedDoc, url: string, at: Date, on: MoveDependencies): Promise<void> {
  const { retry, storage, logger } = on;
  const answer = await retry.whileUnavailable('move a feed', () =>
    storage.feeds.setAddress(feed.feedId, { url, hostKey: hostKeyOf(url) }, at),
  );
  await noteVoice(feed, { feedId: 'taken' in answer ? answer.taken : feed.feedId, url }, at, on);
  const told = { feedId: feed.feedId, feedUrl: url, before: feed.url };
  if (!('taken' in answer)) {
    logger.log({ msg: 'feed moved', ...told });
    return;
  }
  const reason = `moved permanently to ${url}, which another feed polls`;
  await retry.whileUnavailable('end a duplicate feed', () =>
    storage.feeds.setDuplicate(feed.feedId, answer.taken, reason, at),
  );
  logger.warn({ msg: 'feed is a duplicate', duplicateOf: answer.taken, ...told });
}

/** The outlet from which a feed has moved sends its readers to the new address: there the feed goes on speaking for it. */
async function noteVoice(
  { url: evidence }: FeedDoc,
  { feedId, url }: { feedId: string; url: string },
  checkedAt: Date,
  { retry, storage }: MoveDependencies,
): Promise<void> {
  const outlet = outletOf(evidence);
  if (outlet === null || sameOutlet(evidence, url)) return;
  await retry.whileUnavailable('note for whom a feed speaks', () =>
    storage.feedVoices.record({ feedId, outlet, by: 'redirect', evidence, checkedAt }),
  );
}
