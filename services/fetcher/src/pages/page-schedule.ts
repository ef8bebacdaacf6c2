import type { ArticleDiscovered } from '@dateline/contracts';
import type { StageMessage, StageResult } from '@dateline/messaging';
import type { ChangeRule } from '@dateline/storage';
import { DAMPED, schedulePages, type ScheduleStores } from './schedule-pages.js';

/** Puts the pages of discovered articles in line, each article no more often than it may change. */
export class PageSchedule {
  constructor(
    private readonly stores: ScheduleStores,
    private readonly on: { ofChange: ChangeRule; pagesDamped: (count: number) => void },
  ) {}

  async take(messages: readonly StageMessage<ArticleDiscovered>[], now: Date): Promise<StageResult[]> {
    const results = await schedulePages(this.stores, messages, now, this.on.ofChange);
    const damped = results.filter((result) => 'detail' in result && result.detail === DAMPED).length;
    if (damped > 0) this.on.pagesDamped(damped);
    return results;
  }
}
