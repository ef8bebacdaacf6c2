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

  /** More at once than there are threads as a rule, so that no thread waits for the next page. */
  @StageHandler('parse', { concurrency: 8 })
  onArticleFetched(@Ctx() context: StageContext): Promise<StageResult> {
    return parseArticle(context.message.event as EventEnvelope<ArticleFetched>, this.on);
  }

  /** After the consumers have finished what was under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.on.parser.close();
  }
}
