import {
  createKafka,
  EventPublisher,
  KafkaNames,
  StageProgress,
  type KafkaClient,
} from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { Logger, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { Authenticator } from './access/authenticator.js';
import { bearerReader } from './access/bearer-reader.js';
import { ChangeLog } from './access/change-log.js';
import { ChangePublisher } from './access/change-publisher.js';
import { ChangeInterceptor } from './access/change.interceptor.js';
import { ChangesController } from './access/changes.controller.js';
import { keyFileOf } from './access/key-file.js';
import { makeFirstKey } from './access/make-first-key.js';
import { ArticlesController } from './articles/articles.controller.js';
import { PageController } from './articles/page.controller.js';
import { PageReader } from './articles/page-reader.js';
import { Audit } from './audit/audit.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { FeedBoard } from './feed-health/feed-board.js';
import { FeedHealthController } from './feed-health/feed-health.controller.js';
import { healthGauges } from './feed-health/health.gauges.js';
import { CountsController } from './counts/counts.controller.js';
import { DiscoveryController, HTTP_CLIENT } from './feeds/discovery.controller.js';
import { httpClientOf } from './feeds/http-client-of.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { GATEWAY_SETTINGS, type GatewayContext } from './gateway.context.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { IntakeController } from './monitoring/intake.controller.js';
import { AuditWatch } from './monitoring/audit-watch.js';
import { topicMetrics } from './monitoring/topic-metrics.js';
import { ParametersController } from './parameters/parameters.controller.js';
import { SitesController } from './sites/sites.controller.js';
import { DeadLettersController } from './quarantine/dead-letters.controller.js';
import { Quarantine } from './quarantine/quarantine.js';
import { startRetries } from './quarantine/start-retries.js';
import { ReconciliationController } from './reconcile/reconciliation.controller.js';
import { startReconciler } from './reconcile/start-reconciler.js';
import { ArticleStreams } from './stream/article-streams.js';
import { StreamController } from './stream/stream.controller.js';
import { WEBSUB_METRICS } from './websub/websub.context.js';
import { WebSubController } from './websub/websub.controller.js';
import { webSubMetrics } from './websub/websub.metrics.js';

const controllers = [
  // Before the feeds, whose ids would match its path.
  FeedHealthController,
  FeedsController,
  DiscoveryController,
  ArticlesController,
  PageController,
  ClustersController,
  LedgerController,
  CountsController,
  ParametersController,
  SitesController,
  ChangesController,
  DeadLettersController,
  ReconciliationController,
  IntakeController,
  StreamController,
  WebSubController,
];

@Module({})
export class GatewayModule {
  static register(context: GatewayContext): DynamicModule {
    const { database, kafka, publisher, registry, settings } = context;
    const client = createKafka(kafka);
    const names = new KafkaNames(kafka.prefix);
    const audit = new Audit(database, new StageProgress(client, names), settings.AUDIT_WAIT_MS);
    const watch = new AuditWatch(audit, settings.AUDIT_PAUSE_SECONDS * 1000, registry);
    const board = new FeedBoard(database.feedHealth, now);
    topicMetrics(registry, client, names);
    healthGauges(registry, { board, isConnected: () => database.connected, now });
    const quarantine = new Quarantine(client, names, now);
    startRetries(context, quarantine);
    startReconciler(context, { client, names });
    context.onStart(() => Promise.resolve(watch.start()));
    context.onStop(() => Promise.resolve(watch.stop()));
    prepareAccess(context);
    const providers: Provider[] = [
      ...accessProviders(context),
      { provide: GATEWAY_SETTINGS, useValue: settings },
      { provide: Database, useValue: database },
      { provide: FeedBoard, useValue: board },
      { provide: EventPublisher, useValue: publisher },
      { provide: WEBSUB_METRICS, useValue: webSubMetrics(registry) },
      { provide: Audit, useValue: audit },
      { provide: Quarantine, useValue: quarantine },
      { provide: ArticleStreams, useValue: streamsOf(context, client, names) },
      { provide: HTTP_CLIENT, useValue: httpClientOf(settings) },
      { provide: PageReader, useValue: pageReader() },
    ];
    return { module: GatewayModule, controllers, providers };
  }

  /** The routes alone, for the API's description: nothing behind them can be called. */
  static describe(): DynamicModule {
    const tokens = [
      GATEWAY_SETTINGS,
      Database,
      FeedBoard,
      EventPublisher,
      Audit,
      Quarantine,
      ArticleStreams,
      WEBSUB_METRICS,
      HTTP_CLIENT,
      PageReader,
    ];
    return {
      module: GatewayModule,
      controllers,
      providers: tokens.map((provide) => ({ provide, useValue: null })),
    };
  }
}

const now = () => new Date();

function pageReader(): PageReader {
  const logger = new Logger('Threads');
  return new PageReader((error) => {
    logger.error({ msg: 'an idle thread for pages ended', err: error });
  });
}

function streamsOf({ database, settings }: GatewayContext, client: KafkaClient, names: KafkaNames) {
  return new ArticleStreams({
    client,
    names,
    feeds: database.feedBulk,
    settings: {
      key: settings.STREAM_CURSOR_KEY,
      seats: { all: settings.STREAM_CONNECTIONS, perClient: settings.STREAM_CONNECTIONS_PER_CLIENT },
      heartbeatMs: settings.STREAM_HEARTBEAT_SECONDS * 1000,
      slowMs: settings.STREAM_SLOW_SECONDS * 1000,
    },
    now,
  });
}

function accessProviders({ database, settings }: GatewayContext): Provider[] {
  const { apiKeys: keys, operatorChanges } = database;
  const adminKey = settings.GATEWAY_ADMIN_KEY;
  const authenticator = new Authenticator({ keys, adminKey, readBearer: bearerReader(settings), now });
  return [
    { provide: Authenticator, useValue: authenticator },
    { provide: APP_GUARD, useValue: new AccessGuard(settings.API_OPEN_READS) },
    { provide: APP_INTERCEPTOR, useValue: new ChangeInterceptor(new ChangeLog(operatorChanges, now)) },
  ];
}

/** The first key, without which nobody could change anything, and the telling of changes. */
function prepareAccess({ database, publisher, settings, ...context }: GatewayContext): void {
  const { apiKeys: keys, operatorChanges: changes } = database;
  const logger = new Logger('Keys');
  const file = keyFileOf(settings);
  let isReady = settings.GATEWAY_ADMIN_KEY !== '';
  const tell = (line: string) => {
    logger.warn(line);
  };
  context.onStart(async () => {
    if (!isReady) await makeFirstKey({ keys, file, now, tell });
    isReady = true;
  });
  context.addReadiness({
    name: 'keys',
    check: () =>
      Promise.resolve({
        ready: isReady,
        detail: isReady ? 'there is an admin key' : 'no key was looked for',
      }),
  });
  const told = new ChangePublisher({ changes, publisher, now });
  context.onStart(() => Promise.resolve(told.start()));
  context.onStop(() => told.stop());
}
