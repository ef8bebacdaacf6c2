import { insertNew } from '../insert-new.js';
import type { FeedModel, Models } from '../models/models.js';
import { newFeedDocument, POLLED_STATES } from './feed.document.js';
import type { NewFeed } from './feed.types.js';
import type { FrontierRepository } from './frontier.repository.js';

export interface AddedFeed {
  feedId: string;
  url: string;
  /** False if the feed existed already. */
  created: boolean;
}

type StoredFeed = Pick<FeedModel, '_id' | 'url' | 'state' | 'hostKey' | 'nextFetchAt'>;

/** Adds feeds that are due now, each address once; those that are there stay as they are. Wakes the hosts of all that are polled. */
export async function addFeeds(
  { feeds: model }: Pick<Models, 'feeds'>,
  frontier: Pick<FrontierRepository, 'wakeHostsFor'>,
  feeds: readonly NewFeed[],
): Promise<AddedFeed[]> {
  if (feeds.length === 0) return [];
  const urls = feeds.map(({ url }) => url);
  const there = await storedFeeds(model, urls);
  const missing = feeds.filter(({ url }) => !there.has(url)).map(newFeedDocument);
  const taken = await insertNew(model, missing);
  const added = new Set(missing.flatMap(({ _id }) => (taken.has(_id) ? [] : [_id])));
  // Somebody else may have added an address meanwhile.
  const stored = taken.size === 0 ? there : await storedFeeds(model, urls);
  for (const feed of missing) if (added.has(feed._id)) stored.set(feed.url, feed);
  const polled = [...stored.values()].filter(({ state }) => POLLED_STATES.includes(state));
  const [created, known] = [true, false].map((isNew) => polled.filter(({ _id }) => added.has(_id) === isNew));
  await frontier.wakeHostsFor(timesOf(created), timesOf(known));
  return feeds.flatMap(({ url }) => {
    const feedId = stored.get(url)?._id;
    return feedId === undefined ? [] : [{ feedId, url, created: added.has(feedId) }];
  });
}

/** When each host has its first feed to poll. */
function timesOf(feeds: readonly StoredFeed[] = []): Map<string, Date> {
  const times = new Map<string, Date>();
  for (const { hostKey, nextFetchAt } of feeds) {
    const other = times.get(hostKey);
    if (!other || nextFetchAt < other) times.set(hostKey, nextFetchAt);
  }
  return times;
}

async function storedFeeds(
  model: Models['feeds'],
  urls: readonly string[],
): Promise<Map<string, StoredFeed>> {
  const fields = { url: 1, state: 1, hostKey: 1, nextFetchAt: 1 };
  const found = await model.find({ url: { $in: urls } }, fields).lean<StoredFeed[]>();
  return new Map(found.map((feed) => [feed.url, feed]));
}
