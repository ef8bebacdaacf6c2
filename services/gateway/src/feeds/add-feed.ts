import { readOpml } from '@dateline/feed';
import type { FeedDoc, FeedRepository } from '@dateline/storage';
import { BadFeedAddress, feedAddressOf, outletsIn } from './feed-address.js';
import type { AddFeed, ImportReport } from './feeds.schema.js';

interface AddOptions {
  origin: FeedDoc['origin'];
  intervalSeconds: number;
  now: Date;
}

type Feeds = Pick<FeedRepository, 'add'>;

/** Adds a feed, or returns the existing one under its address. Throws BadFeedAddress. */
export async function addFeed(
  feeds: Feeds,
  { url: text, title, contentFrom, speaksFor }: AddFeed,
  options: AddOptions,
): Promise<{ feed: FeedDoc; created: boolean }> {
  const { url, hostKey } = feedAddressOf(text);
  return feeds.add({
    url,
    hostKey,
    ...(title === undefined ? {} : { title }),
    ...(contentFrom === undefined ? {} : { contentFrom }),
    ...(speaksFor === undefined ? {} : { speaksFor: outletsIn(speaksFor) }),
    ...options,
  });
}

/**
 * Adds every feed of an OPML document. A bad address does not stop the others. Throws the errors of
 * `readOpml`.
 */
export async function importOpml(feeds: Feeds, opml: string, options: AddOptions): Promise<ImportReport> {
  const report: ImportReport = { added: [], known: [], refused: [] };
  for (const outline of readOpml(opml)) {
    try {
      const title = outline.title?.trim().slice(0, 500);
      const { feed, created } = await addFeed(
        feeds,
        { url: outline.url, title: title || undefined },
        options,
      );
      report[created ? 'added' : 'known'].push({ feedId: feed.feedId, url: feed.url });
    } catch (error) {
      if (!(error instanceof BadFeedAddress)) throw error;
      report.refused.push({ url: outline.url, problem: error.problem });
    }
  }
  return report;
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
