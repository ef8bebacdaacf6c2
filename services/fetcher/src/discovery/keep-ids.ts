import { articleIdOf, normaliseUrlKeeping, placeOf, type SignificantParameters } from '@dateline/article';
import type { IdentifiedEntry, KnownEntry } from './find-discoveries.js';

export interface FormerIds {
  /** Recorded entries of the feed, by key. */
  known: ReadonlyMap<string, KnownEntry>;
  /** Ids of articles by the address under which they were first found. */
  ids: ReadonlyMap<string, string>;
  /** Addresses under which articles were first found, by id: those of `disputedIds`. */
  firstUrls: ReadonlyMap<string, string>;
  significant: SignificantParameters;
}

/**
 * Ids that recorded entries have from rules that dropped a parameter which is significant by now. Several
 * addresses may have led to such an article; it belongs to the first of them.
 */
export function disputedIds(
  identified: readonly IdentifiedEntry[],
  known: ReadonlyMap<string, KnownEntry>,
): string[] {
  return identified.flatMap((entry) => {
    const before = known.get(entry.key);
    return before && isDisputed(before, entry) ? [before.articleId] : [];
  });
}

/**
 * Gives entries the ids that their articles already have. An entry with its recorded address keeps its id,
 * whatever the rules or the document say today; only an article that dropped parameters made of several
 * addresses stays with the first of them. An address with another identity under older rules leads to
 * the article that it made then. One article belongs to one address: if several entries were one by mistake,
 * the first keeps the id.
 */
export function keepIds(
  identified: readonly IdentifiedEntry[],
  { known, ids, firstUrls, significant }: FormerIds,
): IdentifiedEntry[] {
  const holders = new Map(identified.map(({ articleId, urlNormalized }) => [articleId, urlNormalized]));
  const isOfAnother = (before: KnownEntry, entry: IdentifiedEntry): boolean => {
    const first = isDisputed(before, entry) ? firstUrls.get(before.articleId) : undefined;
    return first !== undefined && normaliseUrlKeeping(first, significant) !== entry.urlNormalized;
  };
  return identified.map((entry) => {
    const before = known.get(entry.key);
    const isItsOwn = before && isSameAddress(before, entry, significant) && !isOfAnother(before, entry);
    const former = isItsOwn ? before.articleId : null;
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

function isDisputed(
  { articleId, url: before }: KnownEntry,
  { articleId: now, url, sharedPage }: IdentifiedEntry,
): boolean {
  const isPlain = sharedPage === null && before !== undefined && articleId !== now;
  return isPlain && articleIdOf(url) === articleId;
}
