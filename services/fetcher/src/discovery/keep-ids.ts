import { normaliseUrlKeeping, placeOf, type SignificantParameters } from '@dateline/article';
import type { IdentifiedEntry, KnownEntry } from './find-discoveries.js';

export interface FormerIds {
  /** Recorded entries of the feed, by key. */
  known: ReadonlyMap<string, KnownEntry>;
  /** Ids of articles by the address under which they were first found. */
  ids: ReadonlyMap<string, string>;
  significant: SignificantParameters;
}

/**
 * Gives entries the ids that their articles already have. An entry with its recorded address keeps its id,
 * whatever the rules or the document say today. An address with another identity under older rules leads to
 * the article that it made then. One article belongs to one address: if several entries were one by mistake,
 * the first keeps the id.
 */
export function keepIds(
  identified: readonly IdentifiedEntry[],
  { known, ids, significant }: FormerIds,
): IdentifiedEntry[] {
  const holders = new Map(identified.map(({ articleId, urlNormalized }) => [articleId, urlNormalized]));
  return identified.map((entry) => {
    const before = known.get(entry.key);
    const former = before && isSameAddress(before, entry, significant) ? before.articleId : null;
    const articleId =
      former ?? (entry.sharedPage === null ? ids.get(entry.url) : undefined) ?? entry.articleId;
    if (articleId === entry.articleId) return entry;
    const holder = holders.get(articleId);
    if (holder !== undefined && holder !== entry.urlNormalized) return entry;
    holders.set(articleId, entry.urlNormalized);
    return { ...entry, articleId };
  });
}

function isSameAddress(
  { url: before }: KnownEntry,
  { url, urlNormalized, sharedPage }: IdentifiedEntry,
  significant: SignificantParameters,
): boolean {
  if (before === undefined) return false;
  if (before === url) return true;
  const page = normaliseUrlKeeping(before, significant);
  return page === (sharedPage ?? urlNormalized) && (sharedPage === null || placeOf(before) === placeOf(url));
}
