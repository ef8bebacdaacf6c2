import {
  judgeAuthority,
  NO_PARAMETER_RULES,
  placeOf,
  type ParameterRules,
  type SpeakingFeed,
} from '@dateline/article';
import { deterministicId, type ArticleDiscovered, type EntryHints } from '@dateline/contracts';
import {
  nameEntries,
  sanitiseEntry,
  type EntryNames,
  type FeedEntry,
  type IdentifiedDocument,
  type IdentityPolicy,
  type NamedEntry,
} from '@dateline/feed';
import type { FeedDoc, FoundBy } from '@dateline/storage';
import { isCutShort, ownContentOf } from '../verdicts/feed-content.js';
import { entryHintsOf } from './entry-hints.js';

/** An entry that can lead to an article, with its name within the feed. */
export interface IdentifiedEntry extends NamedEntry {
  fingerprint: string;
  articleId: string;
}

/** What is stored of an entry that was seen before. */
export interface KnownEntry {
  fingerprint: string;
  articleId: string;
  /** Its address when it was recorded. */
  url?: string;
}

/** The facts about a feed that its discoveries carry. */
type DiscoveringFeed = Pick<FeedDoc, 'feedId' | 'url'> & {
  policy?: Pick<FeedDoc['policy'], 'contentFrom'>;
  /** The other outlets that it speaks for. */
  speaking?: SpeakingFeed;
};

/** When entries were seen, and how. */
export interface Sight {
  at: Date;
  foundBy: FoundBy;
  /** Entries that were sanitised before; the others are sanitised here. */
  safe?: ReadonlyMap<FeedEntry, FeedEntry | undefined>;
}

/** An entry to publish and then record. `id` is the ce_id of its event. */
export interface Discovery {
  id: string;
  data: ArticleDiscovered;
  key: string;
}

/** The entries of a document. Each entry is in exactly one list. */
export interface IdentifiedEntries extends Pick<IdentifiedDocument, 'learned'> {
  identified: IdentifiedEntry[];
  /** Entries that repeat an earlier one, with the article of that one. */
  sameArticle: { entry: FeedEntry; articleId: string }[];
  /** Entries that cannot lead to an article. */
  skipped: { entry: FeedEntry; reason: 'no_address' | 'not_http' }[];
}

/** Names the entries of a document by the feed's policy, so that entries that differ have different names. */
export function identifyEntries(
  items: readonly FeedEntry[],
  feedUrl: string,
  from: IdentityPolicy = 'guid',
  parameters: ParameterRules = NO_PARAMETER_RULES,
): IdentifiedEntries {
  return withNames(items, nameEntries(items, { feedUrl, from, parameters }));
}

/** The entries of a document with the names that were found for them. */
export function withNames(items: readonly FeedEntry[], names: EntryNames): IdentifiedEntries {
  const entryAt = (place: number): FeedEntry => {
    const entry = items[place];
    if (!entry) throw new RangeError(`no entry at ${place} of ${items.length}`);
    return entry;
  };
  const identified = names.named.map(({ place, ...name }) => ({ ...name, entry: entryAt(place) }));
  const byKey = new Map(identified.map(({ key, articleId }) => [key, articleId]));
  const sameArticle = names.same.map(({ place, of }) => ({
    entry: entryAt(place),
    articleId: byKey.get(of) ?? '',
  }));
  const skipped = names.withoutUrl.map(entryAt).map((entry) => ({
    entry,
    reason: entry.url === null ? ('no_address' as const) : ('not_http' as const),
  }));
  return { identified, sameArticle, skipped, learned: names.learned };
}

/**
 * The entries that are new in their feed, or changed since they were recorded. Pure: the same input gives the
 * same ids.
 */
export function findDiscoveries(
  feed: DiscoveringFeed,
  identified: readonly IdentifiedEntry[],
  known: ReadonlyMap<string, KnownEntry>,
  sight: Sight,
): Discovery[] {
  return identified.flatMap((entry) => {
    const state = stateOf(entry, known);
    return state === 'known' ? [] : [discoveryOf(feed, entry, state.before, sight)];
  });
}

/**
 * `known`: already recorded. Otherwise the version that it changed from, or null if its article is new in the
 * feed.
 */
export function stateOf(
  { key, articleId, fingerprint }: IdentifiedEntry,
  known: ReadonlyMap<string, KnownEntry>,
): 'known' | { before: KnownEntry | null } {
  const before = known.get(key);
  if (before?.articleId !== articleId) return { before: null };
  return before.fingerprint === fingerprint ? 'known' : { before };
}

function discoveryOf(
  feed: DiscoveringFeed,
  found: IdentifiedEntry,
  before: KnownEntry | null,
  { at, foundBy, safe }: Sight,
): Discovery {
  const { articleId, url, urlNormalized, fingerprint, policy, key } = found;
  const { urlFrom } = found.entry;
  const parts = ['discovered', articleId, feed.feedId, fingerprint];
  // Sanitised only here, where it leaves the fetcher, because most entries of a poll are known and end
  // here.
  const entry = entryHintsOf(safe?.get(found.entry) ?? sanitiseEntry(found.entry));
  const ownText =
    feed.policy?.contentFrom === 'feed' || urlFrom === 'enclosure' || isItsOwnText(found, entry);
  return {
    // Returning to an earlier text is a change too, so the id depends on the text before.
    id: deterministicId(...parts, ...(before ? [before.fingerprint] : [])),
    key,
    data: {
      articleId,
      url,
      urlNormalized,
      feedId: feed.feedId,
      feedUrl: feed.url,
      change: before ? 'changed' : 'new',
      authority: judgeAuthority(urlNormalized, feed.speaking ?? { urls: [feed.url], voices: [] }),
      foundBy,
      ...(ownText ? { contentFrom: 'feed' } : {}),
      ...(urlFrom === undefined ? {} : { addressFrom: urlFrom }),
      identityPolicy: policy,
      fingerprint,
      entry,
      discoveredAt: at.toISOString(),
    },
  };
}

/**
 * Whether the entry itself is the text of an article that shares its page with others. Where it says nothing,
 * or breaks off and names its place on the page, the text is read there.
 */
function isItsOwnText({ sharedPage, url }: IdentifiedEntry, entry: EntryHints): boolean {
  const own = sharedPage === null ? null : ownContentOf(entry);
  return own !== null && (placeOf(url) === null || !isCutShort(own));
}
