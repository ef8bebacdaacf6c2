import type { FeedEntry, ReadSource } from '@dateline/feed';
import { wholeDocument, type OfferedDocument } from '../discovery/account-entries.js';

export interface SitemapLimits {
  /** Pages whose date is older are no news. */
  maxAgeMs: number;
  /** Entries without a date, where a sitemap dates none at all. */
  maxUndated: number;
}

/**
 * What of a document a poll takes, and why not the rest. A feed shows its latest; a sitemap lists everything the site ever had, so of it
 * only what is dated within the limits counts, and without any date its first pages.
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
