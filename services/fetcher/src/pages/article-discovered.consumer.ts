import type { ArticleDiscovered } from '@dateline/contracts';
import { StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { PageSchedule } from './page-schedule.js';

@Controller()
export class ArticleDiscoveredConsumer {
  constructor(private readonly schedule: PageSchedule) {}

  @StageHandler('schedule', { batch: true })
  onArticlesDiscovered(@Payload() messages: StageMessage<ArticleDiscovered>[]): Promise<StageResult[]> {
    return this.schedule.take(messages, new Date());
  }
}
