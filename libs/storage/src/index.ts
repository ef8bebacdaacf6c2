export { Database } from './database.js';
export type { DatabaseOptions } from './database.types.js';
export { ApiKeyRepository } from './access/api-key.repository.js';
export { OperatorChangeRepository } from './access/operator-change.repository.js';
export type * from './access/access.types.js';
export { connectionProblem } from './connection-problem.js';
export { BadCursor } from './repositories/article-query.js';
export { ArticleRepository } from './repositories/article.repository.js';
export type * from './repositories/article.types.js';
export {
  EntryBudgetRepository,
  type BudgetQuestion,
  type BudgetUse,
} from './budgets/entry-budget.repository.js';
export { BoilerplateRepository, SnapshotUnreadable } from './dedup/boilerplate.repository.js';
export type { BoilerplateSnapshot, SnapshotHead } from './dedup/boilerplate.types.js';
export { ClusterRepository } from './dedup/cluster.repository.js';
export type { AppliedChange, StoredCluster } from './dedup/cluster.types.js';
export { DecisionRepository, type DecisionHistory } from './dedup/decision.repository.js';
export type { DedupStore } from './dedup/dedup.store.js';
export type * from './dedup/dedup.types.js';
export { MongoDedupStore } from './dedup/mongo-dedup.store.js';
export { EntryRepository, type FoundBy, type SeenEntry } from './repositories/entry.repository.js';
export { FeedBulkRepository, type FeedNames } from './repositories/feed-bulk.repository.js';
export { FeedChangeRepository } from './repositories/feed-change.repository.js';
export type * from './repositories/feed-change.types.js';
export { FeedCountRepository } from './repositories/feed-count.repository.js';
export type * from './repositories/feed-count.types.js';
export { FeedHealthRepository, type FeedRow } from './repositories/feed-health.repository.js';
export { FeedMeterRepository } from './repositories/feed-meter.repository.js';
export type * from './repositories/feed-meter.types.js';
export {
  FeedOverviewRepository,
  type FeedOverview,
  type HostView,
} from './repositories/feed-overview.repository.js';
export { FeedRules } from './repositories/feed-rules.js';
export { FeedRepository } from './repositories/feed.repository.js';
export { POLLED_STATES } from './repositories/feed.document.js';
export type * from './repositories/feed.types.js';
export { FeedVoiceRepository } from './voices/feed-voice.repository.js';
export type * from './voices/feed-voice.types.js';
export { FrontierRepository } from './repositories/frontier.repository.js';
export type * from './repositories/frontier.types.js';
export type { MergedPage } from './repositories/enqueue-pages.js';
export { ParameterCheckRepository } from './identity/parameter-check.repository.js';
export type { CheckVerdict, ParameterCheck, ParameterSuspicion } from './identity/parameter-check.types.js';
export { UrlParameterRepository } from './identity/url-parameter.repository.js';
export type * from './identity/url-parameter.types.js';
export { SiteRepository } from './sites/site.repository.js';
export type * from './sites/site.types.js';
export type { LeaseRequest } from './repositories/lease-hosts.js';
export { LedgerRepository } from './repositories/ledger.repository.js';
export {
  LedgerSeriesRepository,
  stepMs,
  type LatencyStep,
  type LedgerBucket,
} from './series/ledger-series.repository.js';
export type * from './repositories/ledger.types.js';
export { PushInboxRepository } from './repositories/push-inbox.repository.js';
export { RawPageRepository, type PageFetch, type RawPage } from './repositories/raw-page.repository.js';
export { RobotsRepository, type RobotsRecord } from './repositories/robots.repository.js';
export { SkippedEntryRepository } from './repositories/skipped-entry.repository.js';
export type * from './repositories/skipped-entry.types.js';
export { WebSubRepository } from './repositories/websub.repository.js';
export type * from './repositories/websub.types.js';
export { GroupRetryRepository, type GroupRetry } from './schedule/group-retry.repository.js';
export { INTAKE_REPORT, JobRepository } from './schedule/job.repository.js';
export { ServiceVersionRepository } from './schedule/service-version.repository.js';
export { DatabaseUnreachable, isTransientStorageError, UrlTaken, WriteConflict } from './storage.errors.js';
