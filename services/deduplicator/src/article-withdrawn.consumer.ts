import { topics, type ArticleWithdrawn } from '@dateline/contracts';
import { StageContext, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern } from '@nestjs/microservices';
import { WithdrawArticle } from './withdraw-article.js';

@Controller()
export class ArticleWithdrawnConsumer {
  constructor(private readonly withdraw: WithdrawArticle) {}

  @EventPattern<string>(topics.withdrawn.name, { stage: 'withdraw' })
  onArticleWithdrawn(@Ctx() context: StageContext): Promise<StageResult> {
    return this.withdraw.run(context.message as StageMessage<ArticleWithdrawn>, new Date());
  }
}
