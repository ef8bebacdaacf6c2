import type { ServiceContext } from '@dateline/service';
import { Module, type DynamicModule } from '@nestjs/common';
import { ArticleParsedConsumer } from './article-parsed.consumer.js';
import { DeduplicateArticles } from './deduplicate-articles.js';
import type { DeduplicatorSettings } from './deduplicator.config.js';

@Module({})
export class DeduplicatorModule {
  static register({ database, settings }: ServiceContext<DeduplicatorSettings>): DynamicModule {
    const windows = {
      nearDuplicateMs: settings.NEAR_DUPLICATE_WINDOW_HOURS * 3_600_000,
      decisionMs: settings.DECISION_RETENTION_DAYS * 86_400_000,
    };
    return {
      module: DeduplicatorModule,
      controllers: [ArticleParsedConsumer],
      providers: [
        { provide: DeduplicateArticles, useValue: new DeduplicateArticles(database.dedup, windows) },
      ],
    };
  }
}
