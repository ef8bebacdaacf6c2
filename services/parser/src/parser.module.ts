import type { PageType } from '@dateline/contracts';
import type { ServiceContext } from '@dateline/service';
import { FeedRules } from '@dateline/storage';
import { threadsWithin } from '@dateline/worker-pool';
import { Module, type DynamicModule } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { ArticleFetchedConsumer, PARSE_DEPENDENCIES, type ParserWiring } from './article-fetched.consumer.js';
import { openPageParser } from './page-parser.js';
import type { ParserSettings } from './parser.config.js';
import { parserMetrics } from './parser.metrics.js';
import { SiteWatch } from './site-watch.js';

@Module({})
export class ParserModule {
  static register({ settings, registry, database }: ServiceContext<ParserSettings>): DynamicModule {
    const memoryMb = settings.PARSER_THREAD_MEMORY_MB;
    const parser = openPageParser({
      threads:
        settings.PARSER_THREADS ||
        threadsWithin(availableParallelism(), memoryMb, process.constrainedMemory()),
      taskMs: settings.PARSER_PAGE_TIMEOUT_MS,
      memoryMb,
    });
    const metrics = parserMetrics(registry, {
      load: () => parser.load,
      countDrifting: () => database.sites.countDrifting(),
    });
    const wiring: ParserWiring = {
      parser,
      metrics,
      rules: {
        maxBytes: settings.PARSER_PAGE_MAX_BYTES,
        pageTypes: settings.ARTICLE_PAGE_TYPES as PageType[],
      },
      ruled: new FeedRules((feedIds) => database.feeds.pageTypeRules(feedIds)),
      sites: new SiteWatch(database.sites, () => {
        metrics.drifted();
      }),
      now: () => new Date(),
    };
    return {
      module: ParserModule,
      controllers: [ArticleFetchedConsumer],
      providers: [{ provide: PARSE_DEPENDENCIES, useValue: wiring }],
    };
  }
}
