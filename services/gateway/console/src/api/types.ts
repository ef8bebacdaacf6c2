import type {
  ArticleDecisions,
  ArticleRecord,
  Audit,
  Change,
  ClusterRecord,
  Counts,
  Feed as ApiFeed,
  FeedDiscovery,
  FeedHealthReport as ApiHealth,
  ImportReport,
  LetterGroup,
  LetterGroupList,
  PageText,
  SkippedEntries,
  Trace,
} from './openapi.js';

export type {
  Audit,
  Change,
  Counts,
  FeedDiscovery,
  ImportReport,
  LetterGroup,
  LetterGroupList,
  PageText,
  SkippedEntries,
  Trace,
};
export type Cluster = ClusterRecord;
export type Decisions = ArticleDecisions;

/** An article as the API gives it: a record of the present version has every field. */
export type Article = Required<ArticleRecord>;

export type Feed = Required<ApiFeed>;
export type HealthState = Feed['health']['state'];

/** The generated type has the counts by any name. */
export type FeedHealthReport = ApiHealth & { counts: Partial<Record<HealthState, number>> };

export interface Page<T> {
  items: T[];
  next: string | null;
}
