import { createKafka, EventPublisher, KafkaNames, StageProgress } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ArticlesController } from './articles/articles.controller.js';
import { Audit } from './audit/audit.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { DiscoveryController, HTTP_CLIENT } from './feeds/discovery.controller.js';
import { httpClientOf } from './feeds/http-client-of.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { GATEWAY_SETTINGS, type GatewayContext } from './gateway.context.js';
import { HomeController } from './home/home.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { AuditWatch } from './monitoring/audit-watch.js';
import { topicMetrics } from './monitoring/topic-metrics.js';
import { ParametersController } from './parameters/parameters.controller.js';
import { WEBSUB_METRICS } from './websub/websub.context.js';
import { WebSubController } from './websub/websub.controller.js';
import { webSubMetrics } from './websub/websub.metrics.js';

const controllers = [
  HomeController,
  FeedsController,
  DiscoveryController,
  ArticlesController,
  ClustersController,
  LedgerController,
  ParametersController,
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
    topicMetrics(registry, client, names);
    context.onStart(() => Promise.resolve(watch.start()));
    context.onStop(() => Promise.resolve(watch.stop()));
    const providers: Provider[] = [
      { provide: GATEWAY_SETTINGS, useValue: settings },
      { provide: Database, useValue: database },
      { provide: EventPublisher, useValue: publisher },
      { provide: WEBSUB_METRICS, useValue: webSubMetrics(registry) },
      { provide: Audit, useValue: audit },
      { provide: HTTP_CLIENT, useValue: httpClientOf(settings) },
    ];
    return { module: GatewayModule, controllers, providers };
  }

  /** The routes alone, for the API's description: nothing behind them can be called. */
  static describe(): DynamicModule {
    const tokens = [GATEWAY_SETTINGS, Database, EventPublisher, Audit, WEBSUB_METRICS, HTTP_CLIENT];
    return {
      module: GatewayModule,
      controllers,
      providers: tokens.map((provide) => ({ provide, useValue: null })),
    };
  }
}
