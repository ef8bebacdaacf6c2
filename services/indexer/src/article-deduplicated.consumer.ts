import { topics, type ArticleDeduplicated } from '@dateline/contracts';
import { type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { IndexArticles } from './index-articles.js';

@Controller()
export class ArticleDeduplicatedConsumer {
  constructor(private readonly indexArticles: IndexArticles) {}

  @EventPattern<string>(topics.deduplicated.name, { stage: 'index', batch: true })
  onArticlesDeduplicated(@Payload() messages: StageMessage<ArticleDeduplicated>[]): Promise<StageResult[]> {
    return this.indexArticles.run(messages, new Date());
  }
}
