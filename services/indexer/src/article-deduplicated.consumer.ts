import { StageHandler, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { IndexArticles, type IndexMessage } from './index-articles.js';

@Controller()
export class ArticleDeduplicatedConsumer {
  constructor(private readonly index: IndexArticles) {}

  @StageHandler('index', { batch: true })
  onArticlesDeduplicated(@Payload() messages: IndexMessage[]): Promise<StageResult[]> {
    return this.index.run(messages, new Date());
  }
}
