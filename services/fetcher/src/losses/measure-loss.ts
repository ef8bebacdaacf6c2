import type { Database } from '@dateline/storage';
import type { IdentifiedEntry } from '../discovery/find-discoveries.js';
import { isProbableLoss, windowOf, type WindowEntry } from './loss-window.js';

/** The entries of a document as the loss detector sees them. */
export function windowEntriesOf(identified: readonly IdentifiedEntry[]): WindowEntry[] {
  return identified.map(({ key, articleId, entry }) => ({
    key,
    articleId,
    published: dateOf(entry.published ?? entry.updated),
  }));
}

export interface MeasuredLoss {
  /** Since when entries are missing, because the document shares none with the one before. */
  lostSince: Date | null;
  /** Whether the document before it had entries. */
  hadEntries: boolean;
}

/** Compares a document with the window before it, and makes it the next window. */
export async function measureLoss(
  feedMeters: Pick<Database['feedMeters'], 'window' | 'setWindow'>,
  feedId: string,
  identified: readonly IdentifiedEntry[],
  at: Date,
): Promise<MeasuredLoss> {
  const entries = windowEntriesOf(identified);
  const before = await feedMeters.window(feedId);
  const hadEntries = before !== null && before.names.length > 0;
  if (entries.length === 0) return { lostSince: null, hadEntries };
  await feedMeters.setWindow(feedId, { ...windowOf(entries), at });
  return { lostSince: before && isProbableLoss(before, entries) ? before.at : null, hadEntries };
}

export function dateOf(text: string | null): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
