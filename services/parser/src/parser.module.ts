import { Module, type DynamicModule } from '@nestjs/common';
import { ArticleFetchedConsumer, PARSER_SETTINGS } from './article-fetched.consumer.js';
import type { ParserSettings } from './parser.config.js';

@Module({})
export class ParserModule {
  static register(settings: ParserSettings): DynamicModule {
    return {
      module: ParserModule,
      controllers: [ArticleFetchedConsumer],
      providers: [{ provide: PARSER_SETTINGS, useValue: settings }],
    };
  }
}
