import type { ArticleDiscovered } from '@dateline/contracts';
import { StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { schedulePages } from './schedule-pages.js';

@Controller()
export class ArticleDiscoveredConsumer {
  constructor(private readonly database: Database) {}

  @StageHandler('schedule', { batch: true })
  onArticlesDiscovered(@Payload() messages: StageMessage<ArticleDiscovered>[]): Promise<StageResult[]> {
    return schedulePages(this.database, messages, new Date());
  }
}
