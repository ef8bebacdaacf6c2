import type { SpeakingFeed } from '@dateline/article';
import type { EventPublisher } from '@dateline/messaging';
import type { Database, FeedDoc, FoundBy } from '@dateline/storage';
import type { Share } from '../budgets/entry-budget.js';
import type { SanitiseEntries } from '../documents/feed-parser.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import type { FoundEntry } from './account-entries.js';
import { entrySlices } from './entry-slices.js';
import { findDiscoveries, type IdentifiedEntry, type KnownEntry } from './find-discoveries.js';
import { publishDiscoveries } from './publish-discoveries.js';

export interface SliceDependencies {
  publisher: Pick<EventPublisher, 'publish'>;
  storage: Pick<Database, 'entries'>;
  retry: ServiceRetry;
  sanitise: SanitiseEntries;
}

type PublishingFeed = Pick<FeedDoc, 'feedId' | 'url' | 'policy'> & { speaking: SpeakingFeed };

/** A published discovery, without its content. */
export type PublishedEntry = FoundEntry & { key: string };

/**
 * Publishes new and changed entries of a document slice by slice and records each slice, so that memory holds
 * only one. It publishes before it records: after a crash between the two, the next run publishes the same
 * events with the same ids.
 */
export async function publishSlices(
  feed: PublishingFeed,
  { share, known }: { share: Pick<Share, 'taken'>; known: ReadonlyMap<string, KnownEntry> },
  { at, foundBy }: { at: Date; foundBy: FoundBy },
  on: SliceDependencies,
): Promise<PublishedEntry[]> {
  const published: PublishedEntry[] = [];
  for (const slice of entrySlices(share.taken)) {
    const entries = slice.map(({ entry }) => entry);
    const sanitised = await on.sanitise(entries);
    const safe = new Map(entries.map((entry, place) => [entry, sanitised[place]]));
    const discoveries = findDiscoveries(feed, slice, known, { at, foundBy, safe });
    await publishDiscoveries(discoveries, at, on);
    const idsByKey = new Map(discoveries.map(({ key, id }) => [key, id]));
    await on.retry.whileUnavailable('record entries', () =>
      on.storage.entries.record(feed.feedId, seenOf(slice, idsByKey), at, foundBy),
    );
    for (const { key, data } of discoveries)
      published.push({ key, data: { articleId: data.articleId, change: data.change } });
  }
  return published;
}

function seenOf(slice: readonly IdentifiedEntry[], idsByKey: ReadonlyMap<string, string>) {
  return slice.flatMap(({ key, policy, fingerprint, articleId, url }) => {
    const discoveryId = idsByKey.get(key);
    return discoveryId === undefined ? [] : [{ key, policy, fingerprint, articleId, url, discoveryId }];
  });
}
