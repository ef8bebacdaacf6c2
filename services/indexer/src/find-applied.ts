import type { AppliedEvent, StoredArticle } from '@dateline/storage';

/** Where an event was applied to a stored article, or undefined. */
export function findApplied(stored: StoredArticle | null, eventId: string): AppliedEvent | undefined {
  return stored?.applied.find((applied) => applied.eventId === eventId);
}
