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
  SkippedEntries,
  Trace,
} from './openapi.js';

export type { Audit, Change, Counts, FeedDiscovery, ImportReport, SkippedEntries, Trace };
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

export interface LetterGroup {
  id: string;
  stage: string;
  code: string;
  origin: string;
  host: string | null;
  version: string;
  count: number;
  releasable: number;
  firstSeenAt: string;
  lastSeenAt: string;
  samples: { id: string; cause: string; articleId: string | null }[];
}
export interface LetterGroupList {
  items: LetterGroup[];
}
