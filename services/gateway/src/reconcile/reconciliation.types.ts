import type { Gap } from './find-gaps.js';

/** Why an article is overdue. */
export const OVERDUE_CAUSES = {
  unread: 'its event waits in the topic, and the stage has not read it yet',
  lost: 'its event was lost or passed over; the article is back on its way',
  stuck: 'its event was lost, and nothing is left to put the article back with',
} as const;
export type OverdueCause = keyof typeof OVERDUE_CAUSES;

/** An article that has been on its way for too long, and what was done about it. */
export interface OverdueArticle {
  articleId: string;
  url: string | null;
  /** Stage that was to take it; null where its trace does not show one. */
  stage: Gap['stage'] | null;
  /** When it was to be taken, ISO 8601. */
  since: string;
  cause: OverdueCause;
  /** Where it waits and why, or how it was put back. */
  detail: string;
}

/** What a run found. */
export interface Reconciliation {
  /** ISO 8601. */
  checkedAt: string;
  counts: { stage: string; cause: OverdueCause; count: number }[];
  /** A hundred at most, those of the fewest means first: stuck, lost, unread. */
  articles: OverdueArticle[];
}
