import { topics, type ArticleParsed } from '@dateline/contracts';
import { type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DeduplicateArticles } from './deduplicate-articles.js';

@Controller()
export class ArticleParsedConsumer {
  constructor(private readonly deduplicate: DeduplicateArticles) {}

  @EventPattern<string>(topics.parsed.name, { stage: 'deduplicate', batch: true })
  onArticlesParsed(@Payload() messages: StageMessage<ArticleParsed>[]): Promise<StageResult[]> {
    return this.deduplicate.run(messages, new Date());
  }
}
