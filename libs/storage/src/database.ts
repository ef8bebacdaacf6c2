import mongoose, { type Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKeyRepository } from './access/api-key.repository.js';
import { OperatorChangeRepository } from './access/operator-change.repository.js';
import { BoilerplateRepository } from './dedup/boilerplate.repository.js';
import { ClusterRepository } from './dedup/cluster.repository.js';
import { DecisionRepository } from './dedup/decision.repository.js';
import type { DedupStore } from './dedup/dedup.store.js';
import { MongoDedupStore } from './dedup/mongo-dedup.store.js';
import { ParameterCheckRepository } from './identity/parameter-check.repository.js';
import { UrlParameterRepository } from './identity/url-parameter.repository.js';
import { findPending, migrate } from './migrations/migrate.js';
import { modelsOn, type Models } from './models/models.js';
import { onOwnModels } from './models/on-own-models.js';
import { ArticleRepository } from './repositories/article.repository.js';
import { EntryBudgetRepository } from './budgets/entry-budget.repository.js';
import { EntryRepository } from './repositories/entry.repository.js';
import { FeedChangeRepository } from './repositories/feed-change.repository.js';
import { FeedCountRepository } from './repositories/feed-count.repository.js';
import { FeedMeterRepository } from './repositories/feed-meter.repository.js';
import { FeedBulkRepository } from './repositories/feed-bulk.repository.js';
import { FeedHealthRepository } from './repositories/feed-health.repository.js';
import { FeedOverviewRepository } from './repositories/feed-overview.repository.js';
import { FeedRepository } from './repositories/feed.repository.js';
import { FrontierRepository } from './repositories/frontier.repository.js';
import { LedgerRepository } from './repositories/ledger.repository.js';
import { LedgerSeriesRepository } from './series/ledger-series.repository.js';
import { PushInboxRepository } from './repositories/push-inbox.repository.js';
import { RobotsRepository } from './repositories/robots.repository.js';
import { SkippedEntryRepository } from './repositories/skipped-entry.repository.js';
import { RawPageRepository } from './repositories/raw-page.repository.js';
import { WebSubRepository } from './repositories/websub.repository.js';
import { SiteRepository } from './sites/site.repository.js';
import { FeedVoiceRepository } from './voices/feed-voice.repository.js';
import { connectOptionsOf } from './connect-options.js';
import { ConnectionLog } from './connection-log.js';
import type { DatabaseOptions } from './database.types.js';
import { freeShareOf } from './free-share.js';
import { GroupRetryRepository } from './schedule/group-retry.repository.js';
import { JobRepository } from './schedule/job.repository.js';
import { ServiceVersionRepository } from './schedule/service-version.repository.js';
import * as limits from './time-limits.js';
import { DatabaseUnreachable } from './storage.errors.js';
import { typeFailures } from './type-failures.js';

/** The database with its repositories. It connects in the background and keeps trying while it is open. */
export class Database {
  readonly feeds: FeedRepository;
  readonly feedVoices: FeedVoiceRepository;
  readonly frontier: FrontierRepository;
  readonly entries: EntryRepository;
  readonly urlParameters: UrlParameterRepository;
  readonly sites: SiteRepository;
  readonly parameterChecks: ParameterCheckRepository;
  readonly articles: ArticleRepository;
  readonly ledger: LedgerRepository;
  readonly ledgerSeries: LedgerSeriesRepository;
  readonly robots: RobotsRepository;
  readonly rawPages: RawPageRepository;
  readonly feedChanges: FeedChangeRepository;
  readonly feedOverview: FeedOverviewRepository;
  readonly feedHealth: FeedHealthRepository;
  readonly feedBulk: FeedBulkRepository;
  readonly feedCounts: FeedCountRepository;
  readonly feedMeters: FeedMeterRepository;
  readonly skippedEntries: SkippedEntryRepository;
  readonly entryBudgets: EntryBudgetRepository;
  readonly websub: WebSubRepository;
  readonly pushInbox: PushInboxRepository;
  readonly dedup: MongoDedupStore;
  readonly boilerplate: BoilerplateRepository;
  readonly clusters: ClusterRepository;
  readonly decisions: DecisionRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly operatorChanges: OperatorChangeRepository;
  readonly jobs: JobRepository;
  readonly serviceVersions: ServiceVersionRepository;
  readonly groupRetries: GroupRetryRepository;
  private readonly closing = new AbortController();
  private whole: Promise<{ connection: Connection; models: Models }> | null = null;
  private readonly log: ConnectionLog;

  private constructor(
    private readonly connection: Connection,
    private readonly options: DatabaseOptions,
  ) {
    this.log = new ConnectionLog(options, this.closing.signal);
    const models = modelsOn(connection);
    this.frontier = typeFailures(new FrontierRepository(models));
    this.feeds = typeFailures(new FeedRepository(models, this.frontier));
    this.feedVoices = typeFailures(new FeedVoiceRepository(models));
    this.entries = typeFailures(new EntryRepository(models));
    this.urlParameters = typeFailures(new UrlParameterRepository(models));
    this.sites = typeFailures(new SiteRepository(models));
    this.parameterChecks = typeFailures(new ParameterCheckRepository(models));
    this.articles = typeFailures(new ArticleRepository(models));
    this.ledger = typeFailures(new LedgerRepository(models, () => this.wholeModels()));
    this.ledgerSeries = typeFailures(new LedgerSeriesRepository(models));
    this.robots = typeFailures(new RobotsRepository(models));
    this.rawPages = typeFailures(new RawPageRepository(models));
    this.feedChanges = typeFailures(new FeedChangeRepository(models));
    this.feedOverview = typeFailures(new FeedOverviewRepository(models));
    this.feedHealth = typeFailures(new FeedHealthRepository(models));
    this.feedBulk = typeFailures(new FeedBulkRepository(models, this.frontier));
    this.feedCounts = typeFailures(new FeedCountRepository(models));
    this.feedMeters = typeFailures(new FeedMeterRepository(models));
    this.skippedEntries = typeFailures(new SkippedEntryRepository(models));
    this.entryBudgets = typeFailures(new EntryBudgetRepository(models));
    this.websub = typeFailures(new WebSubRepository(models));
    this.pushInbox = typeFailures(new PushInboxRepository(models));
    this.dedup = typeFailures(new MongoDedupStore(models));
    this.boilerplate = typeFailures(new BoilerplateRepository(models));
    this.clusters = typeFailures(new ClusterRepository(models));
    this.decisions = typeFailures(new DecisionRepository(models));
    this.apiKeys = typeFailures(new ApiKeyRepository(models));
    this.operatorChanges = typeFailures(new OperatorChangeRepository(models));
    this.jobs = typeFailures(new JobRepository(models));
    this.serviceVersions = typeFailures(new ServiceVersionRepository(models));
    this.groupRetries = typeFailures(new GroupRetryRepository(models));
  }

  /**
   * The deduplicator's store in the domain's own shapes of what is known of an article and of a decision. Only the deduplicator
   * writes them, so it is the one to name them; nothing here checks what stands in the rows.
   */
  dedupAs<Known, Decision>(): DedupStore<Known, Decision> {
    return this.dedup as MongoDedupStore<Known, Decision>;
  }

  /** Returns at once; a server that cannot be reached is logged once and waited for. */
  static open(options: DatabaseOptions): Database {
    const database = new Database(mongoose.createConnection(), options);
    void database.keepConnecting();
    return database;
  }

  get connected(): boolean {
    return this.connection.readyState === mongoose.ConnectionStates.connected;
  }

  /** Throws when the database does not answer within two seconds. */
  async ping(): Promise<void> {
    await this.ask({ ping: 1 });
  }

  /** Free share of the disk on which the server keeps its data, 0 to 1; null where it does not say. */
  async freeDisk(): Promise<number | null> {
    return freeShareOf(await this.ask({ dbStats: 1 }));
  }

  /** Names of the migrations that were not applied yet. */
  pendingMigrations(): Promise<string[]> {
    return onOwnModels(this.openWith(limits.MIGRATION_MS), findPending);
  }

  /** Applies pending migrations; safe twice, and on several replicas at once. Throws DatabaseUnreachable before the first connection. */
  migrate(): Promise<string[]> {
    return onOwnModels(this.openWith(limits.MIGRATION_MS), migrate);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await (await this.whole?.catch(() => null))?.connection.close();
    await this.connection.close();
  }

  drop(): Promise<unknown> {
    return this.connection.dropDatabase();
  }

  private async ask(command: Record<string, unknown>): Promise<Record<string, unknown>> {
    if (!this.connected || !this.connection.db) throw new DatabaseUnreachable();
    return this.connection.db.command(command, { signal: AbortSignal.timeout(limits.PING_MS) });
  }

  private async keepConnecting(): Promise<void> {
    this.connection.on('error', (error: Error) => {
      this.log.away(error.message);
    });
    this.connection.on('disconnected', () => {
      this.log.away();
    });
    this.connection.on('connected', () => {
      this.log.connected();
    });
    while (!this.closing.signal.aborted) {
      try {
        await this.connection.openUri(this.options.uri, connectOptionsOf(this.options));
        // The database was closed while this connection opened, so that close found nothing to close.
        if (this.closing.signal.aborted) await this.connection.close();
        return;
      } catch (error) {
        this.log.away(error instanceof Error ? error.message : String(error));
        await this.pause();
      }
    }
  }

  /** For reads over whole collections. The connection opens at the first of them and is kept. */
  private async wholeModels(): Promise<Models> {
    this.whole ??= this.openWith(limits.WHOLE_COLLECTION_MS).then(withModels);
    try {
      return (await this.whole).models;
    } catch (error) {
      this.whole = null;
      throw error;
    }
  }

  /** A connection with a time limit of its own: the driver has none for a single operation. */
  private async openWith(socketTimeoutMS: number): Promise<Connection> {
    if (!this.connected) throw new DatabaseUnreachable();
    const own = mongoose.createConnection();
    try {
      return await own.openUri(this.options.uri, {
        ...connectOptionsOf(this.options),
        socketTimeoutMS,
        maxPoolSize: 2,
      });
    } catch (error) {
      await own.close();
      throw error;
    }
  }

  private async pause(): Promise<void> {
    await sleep(limits.RECONNECT_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}

const withModels = (connection: Connection) => ({ connection, models: modelsOn(connection) });
