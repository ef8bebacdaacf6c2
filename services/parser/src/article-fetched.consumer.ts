import { topics, type ArticleFetched, type EventEnvelope } from '@dateline/contracts';
import { StageContext, type StageResult } from '@dateline/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern } from '@nestjs/microservices';
import { parseArticle } from './parse-article.js';
import type { ParserSettings } from './parser.config.js';

export const PARSER_SETTINGS = Symbol('PARSER_SETTINGS');

@Controller()
export class ArticleFetchedConsumer {
  constructor(@Inject(PARSER_SETTINGS) private readonly settings: ParserSettings) {}

  @EventPattern<string>(topics.fetched.name, { stage: 'parse', concurrency: 4 })
  onArticleFetched(@Ctx() context: StageContext): StageResult {
    const event = context.message.event as EventEnvelope<ArticleFetched>;
    return parseArticle(event, { at: new Date(), maxBytes: this.settings.PARSER_PAGE_MAX_BYTES });
  }
}
