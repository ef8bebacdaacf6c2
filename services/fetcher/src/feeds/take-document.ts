import type { ParsedFeed } from '@dateline/feed';
import type { Database, FeedDoc } from '@dateline/storage';
import { NOTHING_BROUGHT, type Brought, type EntryDiscovery } from '../discovery/discover-entries.js';
import type { Patience } from '../runtime/patience.js';
import { adoptSitemaps, type IndexLimits } from '../sitemaps/adopt-sitemaps.js';
import { selectEntries, type SitemapLimits } from '../sitemaps/select-entries.js';
import type { FeedAnswer, TakenAnswer } from './poll.types.js';
import { readDefect, type DefectMeans } from './read-defect.js';

export interface TakeMeans extends DefectMeans {
  discovery: Pick<EntryDiscovery, 'discover'>;
  storage: Pick<Database, 'feeds'>;
  patience: Patience;
  settings: { sitemaps: SitemapLimits & IndexLimits };
}

/** Publishes and records the entries of a document that was read. A defect becomes the poll's outcome. */
export async function takeDocument(
  feed: FeedDoc,
  answer: FeedAnswer,
  at: Date,
  on: TakeMeans,
): Promise<TakenAnswer> {
  const nothing = { ...answer, at, brought: NOTHING_BROUGHT };
  if (answer.reading.kind !== 'read') return nothing;
  try {
    return { ...answer, at, brought: await takeEntries(feed, answer.reading.parsed, at, on) };
  } catch (error) {
    return { ...nothing, reading: readDefect(feed, error, on) };
  }
}

async function takeEntries(feed: FeedDoc, parsed: ParsedFeed, at: Date, on: TakeMeans): Promise<Brought> {
  const { patience, storage, discovery } = on;
  const limits = on.settings.sitemaps;
  await patience.untilDone('adopt sitemaps', () =>
    adoptSitemaps(storage.feeds, feed, parsed, { at, limits }),
  );
  return discovery.discover(feed, selectEntries(parsed, at, limits), { at, foundBy: 'poll' });
}
