import { hostKeyOf } from '@dateline/article';
import type { Database, FeedDoc } from '@dateline/storage';
import type { LoggerService } from '@nestjs/common';
import type { ServiceRetry } from '../runtime/service-retry.js';

export interface MoveDependencies {
  storage: Pick<Database, 'feeds'>;
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
