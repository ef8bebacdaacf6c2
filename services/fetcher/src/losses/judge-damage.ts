import type { ReadSource } from '@dateline/feed';

/** The defect of a document that could not be read completely. */
export interface Damage {
  /**
   * `cut_off`: it ends in the middle. `unread`: it has more entries than were read. `emptied`: it has none,
   * although the one before had some.
   */
  kind: 'cut_off' | 'unread' | 'emptied';
  /** The number of entries in the bytes, and of those that were read. */
  offered: number;
  read: number;
}

/**
 * The damage of a document; null for an undamaged one. `hadEntries`: whether the document before it had any.
 * A record without an address counts as read. Entries beyond a limit of the reader are no damage.
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

/** Text for the feed's record and for operators. */
export function damageText({ kind, offered, read }: Damage): string {
  const of = `${read} of ${offered} entries were read`;
  if (kind === 'cut_off') return `the document is cut off: ${of}`;
  return kind === 'unread'
    ? `the document is damaged: ${of}`
    : 'the document has no entries, and the one before had some';
}
