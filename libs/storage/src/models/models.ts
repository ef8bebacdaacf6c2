import { Schema, type Connection, type Model } from 'mongoose';
import { modelFields } from './model.fields.js';
import type {
  FeedModel,
  FeedVoiceModel,
  RemovedFeedModel,
  PageModel,
  TraceModel,
  HostModel,
  RobotsModel,
  EntryModel,
  ParameterCheckModel,
  UrlParameterModel,
  ArticleModel,
  RevisionModel,
  UnattributedModel,
  RawPageModel,
  PageFetchModel,
  DecisionModel,
  IdentityModel,
  DedupStateModel,
  SketchModel,
  BoilerplateModel,
  ClusterModel,
  SightingModel,
  LockModel,
  SubscriptionModel,
  PushModel,
  FeedMeterModel,
  FeedWindowModel,
  FeedCountModel,
  SkippedEntryModel,
  ApiKeyModel,
  OperatorChangeModel,
  EntryBudgetModel,
  SiteModel,
  JobModel,
  ServiceVersionModel,
  GroupRetryModel,
} from './rows.js';

export type * from './rows.js';

/** The models of all collections on one connection. Only migrations create indexes. */
export interface Models {
  feeds: Model<FeedModel>;
  feedVoices: Model<FeedVoiceModel>;
  removedFeeds: Model<RemovedFeedModel>;
  hosts: Model<HostModel>;
  robots: Model<RobotsModel>;
  pages: Model<PageModel>;
  entries: Model<EntryModel>;
  urlParameters: Model<UrlParameterModel>;
  sites: Model<SiteModel>;
  parameterChecks: Model<ParameterCheckModel>;
  articles: Model<ArticleModel>;
  revisions: Model<RevisionModel>;
  sightings: Model<SightingModel>;
  traces: Model<TraceModel>;
  unattributed: Model<UnattributedModel>;
  rawPages: Model<RawPageModel>;
  pageFetches: Model<PageFetchModel>;
  decisions: Model<DecisionModel>;
  identities: Model<IdentityModel>;
  states: Model<DedupStateModel>;
  sketches: Model<SketchModel>;
  boilerplate: Model<BoilerplateModel>;
  subscriptions: Model<SubscriptionModel>;
  pushes: Model<PushModel>;
  feedMeters: Model<FeedMeterModel>;
  feedWindows: Model<FeedWindowModel>;
  feedCounts: Model<FeedCountModel>;
  skippedEntries: Model<SkippedEntryModel>;
  entryBudgets: Model<EntryBudgetModel>;
  clusters: Model<ClusterModel>;
  apiKeys: Model<ApiKeyModel>;
  operatorChanges: Model<OperatorChangeModel>;
  jobs: Model<JobModel>;
  serviceVersions: Model<ServiceVersionModel>;
  groupRetries: Model<GroupRetryModel>;
  migrations: Model<{ _id: string; at: Date }>;
  locks: Model<LockModel>;
}

/** Compiles the models. Every schema is strict, so an undeclared field throws instead of being dropped. */
export function modelsOn(connection: Connection): Models {
  const models = Object.entries(modelFields).map(([name, { collection, fields }]) => {
    const schema = new Schema(fields as never, {
      collection,
      strict: 'throw',
      versionKey: false,
      minimize: false,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
    });
    return [name, connection.model(collection, schema)];
  });
  return Object.fromEntries(models) as unknown as Models;
}
