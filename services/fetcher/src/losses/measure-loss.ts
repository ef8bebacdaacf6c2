import type { Database } from '@dateline/storage';
import type { IdentifiedEntry } from '../discovery/find-discoveries.js';
import { isProbableLoss, windowOf, type WindowEntry } from './loss-window.js';

/** The entries of a document as the loss meter sees them. */
export function windowEntriesOf(identified: readonly IdentifiedEntry[]): WindowEntry[] {
  return identified.map(({ key, articleId, entry }) => ({
    key,
    articleId,
    published: dateOf(entry.published ?? entry.updated),
  }));
}

/** Compares a document with the window before it and makes it the window of the next; answers since when entries are missing, or null. */
export async function measureLoss(
  feedMeters: Pick<Database['feedMeters'], 'window' | 'setWindow'>,
  feedId: string,
  identified: readonly IdentifiedEntry[],
  at: Date,
): Promise<Date | null> {
  const entries = windowEntriesOf(identified);
  if (entries.length === 0) return null;
  const before = await feedMeters.window(feedId);
  await feedMeters.setWindow(feedId, { ...windowOf(entries), at });
  return before && isProbableLoss(before, entries) ? before.at : null;
}

export function dateOf(text: string | null): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
