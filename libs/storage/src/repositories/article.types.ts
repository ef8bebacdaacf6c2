import type { ArticleRecord, PageType } from '@dateline/contracts';

/** An event that made a version of an article, and its position in Kafka. */
export interface AppliedEvent {
  eventId: string;
  topic: string;
  partition: number;
  offset: string;
  /** Version that the event made; 0 for an erasure. */
  version: number;
}

export interface StoredArticle {
  record: ArticleRecord;
  /** The last 50 events. */
  applied: AppliedEvent[];
  /** Only a stub without text is left. */
  erased: boolean;
}

/** One version of an article to store. */
export interface ArticleWrite {
  record: ArticleRecord;
  /** The version that must exist; null for a new article. */
  expectedVersion: number | null;
  applied: AppliedEvent;
  /** The record that this version replaces; it is kept in `article_revisions`. */
  superseded: ArticleRecord | null;
}

export interface ArticleQuery {
  text?: string | undefined;
  feedId?: string | undefined;
  language?: string | undefined;
  publisherDomain?: string | undefined;
  pageType?: PageType | undefined;
  clusterId?: string | undefined;
  section?: string | undefined;
  author?: string | undefined;
  status?: ArticleRecord['status'] | undefined;
  /** Articles of one of these feeds. */
  feedIds?: readonly string[] | undefined;
  /** Written at or after. */
  changedSince?: Date | undefined;
  /** Bounds of `datePublished`. */
  from?: Date | undefined;
  to?: Date | undefined;
  /** Cursor of an earlier page in the same order. */
  updatedAfter?: string | undefined;
  /** By last change, the latest first; a cursor then leads to earlier ones. */
  latestFirst?: boolean | undefined;
  /** By how well the words of `text` fit; a cursor then leads to those that fit less. */
  byRelevance?: boolean | undefined;
  limit: number;
}
