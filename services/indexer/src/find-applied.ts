import type { AppliedEvent, StoredArticle } from '@dateline/storage';

/** The place in the topic from which an event was applied to a stored article; undefined if it was not. */
export function findApplied(stored: StoredArticle | null, eventId: string): AppliedEvent | undefined {
  return stored?.applied.find((applied) => applied.eventId === eventId);
}
