import { readOutlines } from '@dateline/feed';
import type { FeedDoc, FeedRepository, NewFeed } from '@dateline/storage';
import { BadFeedAddress, outletsIn } from './feed-address.js';
import { reachableAddress, type ReachSettings } from './reachable-address.js';
import type { AddFeed, ImportReport } from './feeds.schema.js';

interface AddOptions {
  origin: FeedDoc['origin'];
  intervalSeconds: number;
  now: Date;
  reach: ReachSettings;
}

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

/** Feeds that are added at one go. */
const AT_ONCE = 1_000;

/**
 * Adds every feed that an OPML document names, many at one go, and says of each outline what became of it: one bad address does not
 * stop the rest. Throws what `readOutlines` throws.
 */
export async function importOpml(
  feeds: Pick<FeedRepository, 'addAll'>,
  opml: string,
  { maxFeeds, reach, ...options }: AddOptions & { maxFeeds: number },
): Promise<ImportReport> {
  const report: ImportReport = { added: [], known: [], refused: [] };
  const repeated: string[] = [];
  const wanted = new Map<string, NewFeed>();
  for (const { address, feed, labels } of readOutlines(opml)) {
    const named = feed ? addressOrProblem(feed.url, reach) : 'is not an http or https address';
    if (typeof named === 'string') report.refused.push({ url: address.slice(0, 2_000), problem: named });
    else if (wanted.has(named.url)) repeated.push(named.url);
    else if (wanted.size >= maxFeeds)
      report.refused.push({ url: named.url, problem: `is beyond the ${maxFeeds} feeds of one import` });
    else {
      const title = feed?.title?.trim().slice(0, 500);
      wanted.set(named.url, { ...named, labels, ...(title ? { title } : {}), ...options });
    }
  }
  const all = [...wanted.values()];
  const idOf = new Map<string, string>();
  for (let at = 0; at < all.length; at += AT_ONCE)
    for (const { feedId, url, created } of await feeds.addAll(all.slice(at, at + AT_ONCE))) {
      report[created ? 'added' : 'known'].push({ feedId, url });
      idOf.set(url, feedId);
    }
  for (const url of repeated) report.known.push({ feedId: idOf.get(url) ?? '', url });
  return report;
}

function addressOrProblem(text: string, reach: ReachSettings): { url: string; hostKey: string } | string {
  try {
    return reachableAddress(text, reach);
  } catch (error) {
    if (error instanceof BadFeedAddress) return error.problem;
    throw error;
  }
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
