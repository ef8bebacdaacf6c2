import { topics, type ArticleDiscovered } from '@dateline/contracts';
import { type StageMessage, type StageResult } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { schedulePages } from './schedule-pages.js';

@Controller()
export class ArticleDiscoveredConsumer {
  constructor(private readonly database: Database) {}

  @EventPattern<string>(topics.discovered.name, { stage: 'schedule', batch: true })
  onArticlesDiscovered(@Payload() messages: StageMessage<ArticleDiscovered>[]): Promise<StageResult[]> {
    return schedulePages(this.database, messages, new Date());
  }
}
