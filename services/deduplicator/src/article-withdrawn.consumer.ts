import type { ArticleWithdrawn } from '@dateline/contracts';
import { StageContext, StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Ctx } from '@nestjs/microservices';
import { WithdrawArticle } from './withdraw-article.js';

@Controller()
export class ArticleWithdrawnConsumer {
  constructor(private readonly withdraw: WithdrawArticle) {}

  @StageHandler('withdraw')
  onArticleWithdrawn(@Ctx() context: StageContext): Promise<StageResult> {
    return this.withdraw.run(context.message as StageMessage<ArticleWithdrawn>, new Date());
  }
}
