import type { ArticleParsed } from '@dateline/contracts';
import { StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DeduplicateArticles } from './deduplicate-articles.js';

@Controller()
export class ArticleParsedConsumer {
  constructor(private readonly deduplicate: DeduplicateArticles) {}

  @StageHandler('deduplicate', { batch: true })
  onArticlesParsed(@Payload() messages: StageMessage<ArticleParsed>[]): Promise<StageResult[]> {
    return this.deduplicate.run(messages, new Date());
  }
}
