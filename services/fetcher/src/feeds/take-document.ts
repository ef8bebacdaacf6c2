import { FeedError, type ReadSource } from '@dateline/feed';
import type { Database, FeedDoc } from '@dateline/storage';
import {
  NOTHING_DISCOVERED,
  type DiscoveryResult,
  type EntryDiscovery,
} from '../discovery/entry-discovery.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { adoptSitemaps, type IndexLimits } from '../sitemaps/adopt-sitemaps.js';
import { selectEntries, type SitemapLimits } from '../sitemaps/select-entries.js';
import type { FeedAnswer, TakenAnswer } from './poll.types.js';
import { readDefect, type DefectDependencies } from './read-defect.js';

export interface TakeDependencies extends DefectDependencies {
  discovery: Pick<EntryDiscovery, 'discover' | 'refuse'>;
  storage: { feeds: Pick<Database['feeds'], 'add' | 'pauseLeftBehind' | 'setState'> };
  retry: ServiceRetry;
  settings: { sitemaps: SitemapLimits & IndexLimits };
}

/**
 * Publishes and records the entries of a document and accounts for them. A defect becomes the poll's outcome.
 */
export async function takeDocument(
  feed: FeedDoc,
  answer: FeedAnswer,
  at: Date,
  on: TakeDependencies,
): Promise<TakenAnswer> {
  const nothing = { ...answer, at, discovered: NOTHING_DISCOVERED };
  if ('failure' in answer.reading)
    return { ...nothing, discovered: on.discovery.refuse(answer.reading.failure.offered ?? 0, 'unreadable') };
  if (answer.reading.kind !== 'read') return nothing;
  const { parsed } = answer.reading;
  const documentUrl = answer.response?.finalUrl ?? feed.url;
  try {
    return { ...answer, at, discovered: await takeEntries(feed, { parsed, documentUrl }, at, on) };
  } catch (error) {
    if (!(error instanceof FeedError)) return { ...nothing, reading: readDefect(feed, error, on) };
    const { code, message } = error;
    const failure = {
      class: code,
      status: answer.response?.status ?? null,
      message,
      retryAfterSeconds: null,
    };
    const discovered = on.discovery.refuse(parsed.offered, 'unreadable');
    return { ...nothing, reading: { kind: 'failed', failure }, discovered };
  }
}

async function takeEntries(
  feed: FeedDoc,
  { parsed, documentUrl }: { parsed: ReadSource; documentUrl: string },
  at: Date,
  on: TakeDependencies,
): Promise<DiscoveryResult> {
  const { retry, storage, discovery } = on;
  const limits = on.settings.sitemaps;
  await retry.whileUnavailable('adopt sitemaps', () =>
    adoptSitemaps(storage.feeds, feed, parsed, { at, limits }),
  );
  return discovery.discover(feed, selectEntries(parsed, at, limits), {
    at,
    foundBy: 'poll',
    documentUrl,
  });
}
