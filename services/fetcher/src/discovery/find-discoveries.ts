import { articleIdOf, normaliseUrl } from '@dateline/article';
import { deterministicId, type ArticleDiscovered } from '@dateline/contracts';
import {
  entryFingerprintOf,
  entryIdentityOf,
  sanitiseEntry,
  type FeedEntry,
  type IdentityPolicy,
} from '@dateline/feed';
import type { FeedDoc, FoundBy } from '@dateline/storage';
import { entryHintsOf } from './entry-hints.js';

/** An entry that can lead to an article, with what names it in its feed. */
export interface IdentifiedEntry {
  entry: FeedEntry;
  key: string;
  policy: string;
  fingerprint: string;
  articleId: string;
  url: string;
  urlNormalized: string;
}

/** What is stored of an entry that was seen before. */
export interface KnownEntry {
  fingerprint: string;
  articleId: string;
}

/** What of a feed its discoveries tell. */
type DiscoveringFeed = Pick<FeedDoc, 'feedId' | 'url'> & { policy?: Pick<FeedDoc['policy'], 'contentFrom'> };

/** When entries were seen, and what showed them. */
export interface Sight {
  at: Date;
  foundBy: FoundBy;
}

/** An entry to be published and then recorded. `id` is the ce_id of its event. */
export interface Discovery {
  id: string;
  data: ArticleDiscovered;
  key: string;
}

/** The entries of a document, each in one place. */
export interface IdentifiedEntries {
  identified: IdentifiedEntry[];
  /** Entries that have the name of an earlier one, with the article that it leads to. */
  sameArticle: { entry: FeedEntry; articleId: string }[];
  /** Entries that can lead to no article. */
  skipped: { entry: FeedEntry; reason: 'no_address' | 'not_http' }[];
}

/** Names the entries of a document by the feed's policy; of several with one name the first counts. */
export function identifyEntries(
  items: readonly FeedEntry[],
  feedUrl: string,
  from: IdentityPolicy = 'guid',
): IdentifiedEntries {
  const byKey = new Map<string, IdentifiedEntry>();
  const sameArticle: IdentifiedEntries['sameArticle'] = [];
  const skipped: IdentifiedEntries['skipped'] = [];
  for (const entry of items) {
    const url = entry.url;
    const urlNormalized = url === null ? null : normaliseUrl(url);
    if (url === null || urlNormalized === null) {
      skipped.push({ entry, reason: url === null ? 'no_address' : 'not_http' });
      continue;
    }
    const { key, policy } = entryIdentityOf(entry, feedUrl, from);
    const first = byKey.get(key);
    if (first) {
      sameArticle.push({ entry, articleId: first.articleId });
      continue;
    }
    const fingerprint = entryFingerprintOf(entry);
    byKey.set(key, { entry, key, policy, fingerprint, articleId: articleIdOf(url), url, urlNormalized });
  }
  return { identified: [...byKey.values()], sameArticle, skipped };
}

/** The entries that are new in their feed, or changed since they were recorded. Pure: the same input gives the same ids. */
export function findDiscoveries(
  feed: DiscoveringFeed,
  identified: readonly IdentifiedEntry[],
  known: ReadonlyMap<string, KnownEntry>,
  { at, foundBy }: Sight,
): Discovery[] {
  return identified.flatMap((entry) => {
    const before = known.get(entry.key);
    const sameArticle = before?.articleId === entry.articleId;
    if (sameArticle && before.fingerprint === entry.fingerprint) return [];
    return [discoveryOf(feed, entry, sameArticle ? before : null, { at, foundBy })];
  });
}

function discoveryOf(
  feed: DiscoveringFeed,
  found: IdentifiedEntry,
  before: KnownEntry | null,
  { at, foundBy }: Sight,
): Discovery {
  const { articleId, url, urlNormalized, fingerprint, policy, key } = found;
  const { urlFrom } = found.entry;
  const parts = ['discovered', articleId, feed.feedId, fingerprint];
  return {
    // A text that goes back to an earlier one is a change of its own, so what it changed from is part of the id.
    id: deterministicId(...parts, ...(before ? [before.fingerprint] : [])),
    key,
    data: {
      articleId,
      url,
      urlNormalized,
      feedId: feed.feedId,
      feedUrl: feed.url,
      change: before ? 'changed' : 'new',
      foundBy,
      ...(feed.policy?.contentFrom === 'feed' || urlFrom === 'enclosure' ? { contentFrom: 'feed' } : {}),
      ...(urlFrom === undefined ? {} : { addressFrom: urlFrom }),
      identityPolicy: policy,
      fingerprint,
      // Sanitised here, where it leaves the fetcher: most entries of a poll are known and go no further.
      entry: entryHintsOf(sanitiseEntry(found.entry)),
      discoveredAt: at.toISOString(),
    },
  };
}
