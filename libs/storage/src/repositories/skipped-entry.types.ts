import type { SkipReason } from '@dateline/contracts';

/** An entry that led to no article of its own, and the reason. */
export interface SkippedEntry {
  feedId: string;
  /** `same_article`: another entry of its document led to the article. */
  reason: SkipReason | 'same_article';
  guid: string | null;
  url: string | null;
  title: string | null;
  /** The article that the other entry led to. */
  articleId: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

export type NewSkippedEntry = Omit<SkippedEntry, 'feedId' | 'firstSeenAt' | 'lastSeenAt'>;
