import { hostKeyOf } from '@dateline/article';
import type { Database, FeedDoc } from '@dateline/storage';
import type { LoggerService } from '@nestjs/common';
import type { Patience } from '../runtime/patience.js';

export interface MoveMeans {
  storage: Pick<Database, 'feeds'>;
  patience: Patience;
  logger: Required<Pick<LoggerService, 'log' | 'warn'>>;
}

/** Takes a stable permanent redirect for the feed's address; where another feed has it already, that one goes on alone. */
export async function followMove(feed: FeedDoc, url: string, at: Date, on: MoveMeans): Promise<void> {
  const { patience, storage, logger } = on;
  const answer = await patience.untilDone('move a feed', () =>
    storage.feeds.setAddress(feed.feedId, { url, hostKey: hostKeyOf(url) }, at),
  );
  const told = { feedId: feed.feedId, feedUrl: url, before: feed.url };
  if (!('taken' in answer)) {
    logger.log({ msg: 'feed moved', ...told });
    return;
  }
  const reason = `moved permanently to ${url}, which another feed polls`;
  await patience.untilDone('end a duplicate feed', () =>
    storage.feeds.setDuplicate(feed.feedId, answer.taken, reason, at),
  );
  logger.warn({ msg: 'feed is a duplicate', duplicateOf: answer.taken, ...told });
}
