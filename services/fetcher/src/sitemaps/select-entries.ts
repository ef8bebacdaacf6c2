import type { FeedEntry, ReadSource } from '@dateline/feed';
import { wholeDocument, type OfferedDocument } from '../discovery/account-entries.js';

export interface SitemapLimits {
  /** Pages with an older date are not news. */
  maxAgeMs: number;
  /** How many entries are taken when a sitemap has no dates at all. */
  maxUndated: number;
}

/**
 * The entries of a document that a poll takes, and the reason for each that it leaves out. A feed lists
 * recent entries. A sitemap lists the whole site, so only pages dated within the limits count, or its first
 * pages if it has no dates.
 */
export function selectEntries(document: ReadSource, at: Date, limits: SitemapLimits): OfferedDocument {
  const { kind, items } = document;
  const whole = wholeDocument(document);
  if (kind !== 'sitemap' && kind !== 'newsSitemap') return whole;
  const dateOf = ({ published, updated }: FeedEntry) => updated ?? published;
  const oldest = at.getTime() - limits.maxAgeMs;
  const isDated = items.some((entry) => dateOf(entry) !== null);
  const isTaken = isDated
    ? (entry: FeedEntry) => Date.parse(dateOf(entry) ?? '') >= oldest
    : (_entry: FeedEntry, place: number) => place < limits.maxUndated;
  const leftOut = items
    .filter((entry, place) => !isTaken(entry, place))
    .map((entry) => ({
      entry,
      reason: dateOf(entry) === null ? ('undated' as const) : ('too_old' as const),
    }));
  return { ...whole, items: items.filter(isTaken), leftOut };
}
