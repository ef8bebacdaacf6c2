import type { ServiceContext } from '@dateline/service';
import { Module, type DynamicModule } from '@nestjs/common';
import { ArticleDeduplicatedConsumer } from './article-deduplicated.consumer.js';
import { IndexArticles } from './index-articles.js';
import type { IndexerSettings } from './indexer.config.js';
import { indexerMetrics } from './indexer.metrics.js';
import { KeepLedger } from './ledger/keep-ledger.js';
import { StageOutcomeConsumer } from './ledger/stage-outcome.consumer.js';

@Module({})
export class IndexerModule {
  static register({
    database,
    registry,
    settings,
  }: Pick<ServiceContext<IndexerSettings>, 'database' | 'registry' | 'settings'>): DynamicModule {
    const damping = { liveBlogMs: settings.LIVE_BLOG_REVISION_MINUTES * 60_000 };
    return {
      module: IndexerModule,
      controllers: [ArticleDeduplicatedConsumer, StageOutcomeConsumer],
      providers: [
        {
          provide: IndexArticles,
          useFactory: () =>
            new IndexArticles(database, indexerMetrics(registry), settings.ARTICLE_REVISIONS_KEPT, damping),
        },
        { provide: KeepLedger, useFactory: () => new KeepLedger(database.ledger) },
      ],
    };
  }
}
