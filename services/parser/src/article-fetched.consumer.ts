import type { ArticleFetched, EventEnvelope } from '@dateline/contracts';
import { StageContext, StageHandler, type StageResult } from '@dateline/messaging';
import { Controller, Inject, type OnApplicationShutdown } from '@nestjs/common';
import { Ctx } from '@nestjs/microservices';
import type { PageParser } from './page-parser.js';
import { parseArticle, type ParseDependencies } from './parse-article.js';

export const PARSE_DEPENDENCIES = Symbol('PARSE_DEPENDENCIES');
export type ParserWiring = Omit<ParseDependencies, 'parser'> & { parser: PageParser };

@Controller()
export class ArticleFetchedConsumer implements OnApplicationShutdown {
  constructor(@Inject(PARSE_DEPENDENCIES) private readonly on: ParserWiring) {}

  /** Usually more messages than threads, so that no thread waits for the next page. */
  @StageHandler('parse', { concurrency: 8 })
  onArticleFetched(@Ctx() context: StageContext): Promise<StageResult> {
    return parseArticle(context.message.event as EventEnvelope<ArticleFetched>, this.on);
  }

  /** Runs after the consumers have finished their current chunks. */
  async onApplicationShutdown(): Promise<void> {
    await this.on.parser.close();
  }
}
