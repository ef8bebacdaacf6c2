import type { FeedEntry, ParsedFeed } from '@dateline/feed';

export interface SitemapLimits {
  /** Pages whose date is older are no news. */
  maxAgeMs: number;
  /** Entries without a date, where a sitemap dates none at all. */
  maxUndated: number;
}

/**
 * The entries of a document that a poll takes. A feed shows its latest; a sitemap lists everything the site ever had, so of it only
 * what is dated within the limits counts, and without any date its first pages.
 */
export function selectEntries({ kind, items }: ParsedFeed, at: Date, limits: SitemapLimits): FeedEntry[] {
  if (kind !== 'sitemap' && kind !== 'newsSitemap') return items;
  const dateOf = ({ published, updated }: FeedEntry) => updated ?? published;
  const dated = items.filter((entry) => dateOf(entry) !== null);
  if (dated.length === 0) return items.slice(0, limits.maxUndated);
  const oldest = at.getTime() - limits.maxAgeMs;
  return dated.filter((entry) => Date.parse(dateOf(entry) ?? '') >= oldest);
}
