import type { Database, FeedDoc } from '@dateline/storage';
import { outletsIn } from './feed-address.js';
import { reachableAddress, type ReachSettings } from './reachable-address.js';
import type { ChangeFeed } from './feeds.schema.js';

/** Another feed already has the address. */
export class FeedAddressTaken extends Error {
  readonly code = 'feed_address_taken';
  constructor(readonly feedId: string) {
    super(`Feed ${feedId} has this address.`);
    this.name = 'FeedAddressTaken';
  }
}

/**
 * Applies an operator's changes. Null when the feed does not exist. Throws BadFeedAddress and
 * FeedAddressTaken.
 */
export async function changeFeed(
  { feeds, feedBulk }: Pick<Database, 'feeds' | 'feedBulk'>,
  feedId: string,
  { url, speaksFor, title, labels, ...rest }: ChangeFeed,
  { now, reach }: { now: Date; reach: ReachSettings },
): Promise<FeedDoc | null> {
  const policy = { ...rest, ...(speaksFor === undefined ? {} : { speaksFor: outletsIn(speaksFor) }) };
  if (url !== undefined) {
    const answer = await feeds.setAddress(feedId, reachableAddress(url, reach), now);
    if ('taken' in answer) throw new FeedAddressTaken(answer.taken);
    if (answer.feed === null) return null;
  }
  const names = {
    ...(title === undefined ? {} : { ownTitle: title }),
    ...(labels === undefined ? {} : { labels }),
  };
  if (Object.keys(names).length > 0) await feedBulk.setNames([feedId], names, now);
  return Object.keys(policy).length > 0 ? feeds.setPolicy(feedId, policy, now) : feeds.get(feedId);
}
