import type { FeedDoc, FeedRepository } from '@dateline/storage';
import { outletsIn } from './feed-address.js';
import { reachableAddress, type ReachSettings } from './reachable-address.js';
import type { AddFeed } from './feeds.schema.js';

export interface AddOptions {
  origin: FeedDoc['origin'];
  intervalSeconds: number;
  now: Date;
  reach: ReachSettings;
}

/** How a feed begins that an operator adds now. */
export const addOptionsOf = (
  settings: ReachSettings & { FEED_INTERVAL_SECONDS: number },
  type: 'api' | 'opml',
): AddOptions => ({
  origin: { type, ref: null },
  intervalSeconds: settings.FEED_INTERVAL_SECONDS,
  now: new Date(),
  reach: settings,
});

type Feeds = Pick<FeedRepository, 'add'>;

/** Adds a feed, or returns the existing one under its address. Throws BadFeedAddress. */
export async function addFeed(
  feeds: Feeds,
  { url: text, title, labels, speaksFor, ...rules }: AddFeed,
  { reach, ...options }: AddOptions,
): Promise<{ feed: FeedDoc; created: boolean }> {
  const { url, hostKey } = reachableAddress(text, reach);
  return feeds.add({
    url,
    hostKey,
    ...(title === undefined ? {} : { title }),
    ...(labels === undefined ? {} : { labels }),
    policy: { ...rules, ...(speaksFor === undefined ? {} : { speaksFor: outletsIn(speaksFor) }) },
    ...options,
  });
}

const PAGE = 500;

/** All feeds, or those in one state, ordered by id. */
export async function allFeeds(
  feeds: Pick<FeedRepository, 'list'>,
  state?: FeedDoc['state'],
): Promise<FeedDoc[]> {
  const all: FeedDoc[] = [];
  for (let after: string | undefined; ;) {
    const page = await feeds.list({ limit: PAGE, ...(state ? { state } : {}), ...(after ? { after } : {}) });
    all.push(...page);
    after = page.at(-1)?.feedId;
    if (page.length < PAGE || after === undefined) return all;
  }
}
