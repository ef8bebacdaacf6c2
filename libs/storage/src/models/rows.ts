import type { EntryAccount } from '@dateline/contracts';
import type { SkippedEntry } from '../repositories/skipped-entry.types.js';
import type { mongo } from 'mongoose';
import type { AppliedEvent } from '../repositories/article.types.js';
import type { FeedChange } from '../repositories/feed-change.types.js';
import type { FeedMeter } from '../repositories/feed-meter.types.js';
import type { StoredCluster } from '../dedup/cluster.types.js';
import type { BoilerplateRow } from '../dedup/boilerplate.types.js';
import type { CheckVerdict, ParameterCheck } from '../identity/parameter-check.types.js';
import type { UrlParameter } from '../identity/url-parameter.types.js';
import type { SketchRow } from '../dedup/dedup-rows.js';
import type { FeedDoc } from '../repositories/feed.types.js';
import type { PageTask } from '../repositories/frontier.types.js';
import type { Trace } from '../repositories/ledger.types.js';
import type { Subscription } from '../repositories/websub.types.js';
import type { ApiKey, StoredChange } from '../access/access.types.js';
import type { StoredSite } from '../sites/site.types.js';
import type { FeedVoiceDoc } from '../voices/feed-voice.types.js';

export type UrlParameterModel = UrlParameter & { _id: string };

/** `dueAt` is null once the check has ended; then the row remembers its verdicts. */
export interface ParameterCheckModel extends Omit<ParameterCheck, 'host' | 'dueAt' | 'urls'> {
  _id: string;
  urls: string[];
  dueAt: Date | null;
  verdicts: { name: string; verdict: CheckVerdict; at: Date }[];
  endedAt: Date | null;
  expiresAt: Date | null;
}

type Keyed<T, K extends keyof T> = Omit<T, K> & { _id: string };

export type SiteModel = Keyed<StoredSite, 'host'>;

/** `title` is the document's; feeds of earlier versions may lack the fields that came later. */
export type FeedModel = Omit<Keyed<FeedDoc, 'feedId'>, 'documentTitle' | LaterFeedFields> &
  Partial<Pick<FeedDoc, LaterFeedFields>> &
  UntoldModel;
type LaterFeedFields = 'ownTitle' | 'labels' | 'stateSince';
/** Unpublished changes, and when they are due. */
interface UntoldModel {
  changes?: FeedChange[];
  changesDueAt?: Date | null;
  changesHolder?: string | null;
  /** When its record was last published; null for never. */
  recordToldAt?: Date | null;
}
export type FeedVoiceModel = FeedVoiceDoc & { _id: string };
export interface RemovedFeedModel extends UntoldModel {
  _id: string;
}
export type PageModel = Keyed<PageTask, 'articleId'> & {
  /** The last discoveries that made it due. */
  discoveries: string[];
};
export type TraceModel = Keyed<Trace, 'articleId'>;
export interface HostModel {
  _id: string;
  /** When the host's next work is due; null when nothing waits. */
  dueAt: Date | null;
  nextAllowedAt: Date;
  /** When the host may be leased, the later of the two; null when nothing waits. */
  readyAt: Date | null;
  crawlDelayMs: number;
  /** Consecutive "unavailable" answers (503). */
  unavailable: number;
  /** The latest turn given to a request that another host redirected here. */
  reservedAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date;
  /** The leasing round that leased it last. */
  leaseRound: string | null;
  token: number;
  /** Counts wake-ups, so that a release notices one that came meanwhile. */
  wakes: number;
}
export interface EntryModel {
  _id: string;
  feedId: string;
  key: string;
  policy: string;
  fingerprint: string;
  articleId: string;
  url: string;
  discoveryId: string;
  /** Who showed it first; older rows do not say. */
  foundBy?: 'poll' | 'push' | 'backfill' | null;
  /** When a hub delivered it. */
  pushedAt?: Date | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
}
export type ArticleModel = Record<string, unknown> & {
  _id: string;
  version: number;
  erased: boolean;
  applied: AppliedEvent[];
};
export interface RevisionModel {
  _id: string;
  articleId: string;
  version: number;
  record: unknown;
}
export interface UnattributedModel {
  _id: string;
  stage: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  at: Date;
  articleId?: string;
  said?: unknown;
}
export interface RawPageModel {
  _id: string;
  gzip: Buffer;
  bytes: number;
  contentType: string | null;
  url: string;
  storedAt: Date;
  expiresAt: Date;
}
/** One article's fetch of a raw page: the facts that a replay needs besides the bytes. */
export interface PageFetchModel {
  _id: string;
  articleId: string;
  sha256: string;
  feedId: string | null;
  fetchedAt: Date;
  origin: unknown;
  expiresAt: Date;
}
/** Ids and hashes in these rows are stored as bytes (`dedup/hex-binary.ts`). */
export type DecisionModel = { _id: unknown; articleId: unknown; payload: unknown; expiresAt: Date };
export interface IdentityModel {
  _id: mongo.Binary;
  a: unknown;
  at: Date;
}
export type DedupStateModel = { _id: unknown; phase: string };
export type SketchModel = SketchRow;
export type BoilerplateModel = BoilerplateRow;
export type ClusterModel = StoredCluster & { _id: string };
export interface SightingModel {
  _id: string;
  original: string;
  sighting: unknown;
}
export type SubscriptionModel = Keyed<Subscription, 'callbackId'>;
export interface PushModel {
  _id: string;
  callbackId: string;
  feedId: string;
  gzip: Buffer;
  contentType: string | null;
  receivedAt: Date;
  notBefore: Date;
  attempts: number;
  token: number;
  leaseUntil: Date;
}
export type FeedMeterModel = Keyed<FeedMeter, 'feedId'>;
export interface FeedWindowModel {
  _id: string;
  names: string[];
  at: Date;
}
export interface EntryBudgetModel {
  _id: string;
  /** New entries in the day. */
  used: number;
  expiresAt: Date;
}
export interface FeedCountModel {
  _id: string;
  feedId: string;
  span: 'hour' | 'day';
  from: Date;
  counts: Record<string, number>;
  /** What became of the entries in the feed's documents. */
  account?: Partial<EntryAccount>;
  /** One day's entries (`n`) and observed seconds (`s`) by hour. */
  hours?: Record<string, { n?: number; s?: number }>;
  expiresAt: Date;
}
/** `names`: hashes of the references that find it. */
export type SkippedEntryModel = SkippedEntry & { _id: string; names: string[]; expiresAt: Date };
export type ApiKeyModel = Keyed<ApiKey, 'keyId'>;
/** `publishAt`: when it is due to be published; null once it is. */
export type OperatorChangeModel = Keyed<StoredChange, 'changeId'> & { publishAt: Date | null };
/** `dueAt`: when it is done next; while it is done, when its lease ends. */
export interface JobModel {
  _id: string;
  holder: string;
  dueAt: Date;
  /** What the last run found, in the words of the job. */
  report?: unknown;
}
export interface ServiceVersionModel {
  _id: string;
  version: string;
}
export interface GroupRetryModel {
  _id: string;
  at: Date;
}
export interface LockModel {
  _id: string;
  owner: string;
  until: Date;
}

export interface RobotsModel {
  /** The site's origin (scheme, host, port). */
  _id: string;
  state: 'rules' | 'allow_all' | 'disallow_all';
  text: string;
  fetchedAt: Date;
  freshUntil: Date;
  unreachableSince: Date | null;
  expiresAt: Date;
}
