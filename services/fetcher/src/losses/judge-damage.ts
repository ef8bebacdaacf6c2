import type { ReadSource } from '@dateline/feed';

/** What is wrong with a document of which not all that it holds could be read. */
export interface Damage {
  /** `cut_off`: it ends in the middle. `unread`: more entries than were read. `emptied`: none, where the one before had some. */
  kind: 'cut_off' | 'unread' | 'emptied';
  /** Entries that the bytes hold, and that were read. */
  offered: number;
  read: number;
}

/**
 * The damage of a document, null for a whole one. `hadEntries`: whether the document before it showed any. A record that holds no
 * address was read, and what is beyond a bound of the reader is no damage.
 */
export function judgeDamage(
  {
    items,
    sitemaps,
    offered,
    dropped,
    truncated,
  }: Pick<ReadSource, 'items' | 'sitemaps' | 'offered' | 'dropped' | 'truncated'>,
  hadEntries: boolean,
): Damage | null {
  const read = items.length + sitemaps.length;
  const handled = read + (dropped.no_address ?? 0) + (dropped.over_budget ?? 0);
  if (truncated) return { kind: 'cut_off', offered, read };
  if (handled < offered) return { kind: 'unread', offered, read };
  return read === 0 && hadEntries ? { kind: 'emptied', offered, read } : null;
}

/** For the feed's record and its operators. */
export function damageText({ kind, offered, read }: Damage): string {
  const of = `${read} of ${offered} entries were read`;
  if (kind === 'cut_off') return `the document is cut off: ${of}`;
  return kind === 'unread'
    ? `the document is damaged: ${of}`
    : 'the document has no entries, and the one before had some';
}
