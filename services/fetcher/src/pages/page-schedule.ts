import { normaliseUrl } from '@dateline/article';
import type { ArticleDiscovered } from '@dateline/contracts';
import type { StageMessage, StageResult } from '@dateline/messaging';
import type { ChangeRule, Database, MergedPage, NewPageTask } from '@dateline/storage';
import { findSuspicions } from '../parameters/find-suspicions.js';
import { DAMPED, schedulePages, type ScheduleStores } from './schedule-pages.js';

export interface PageScheduleOptions {
  ofChange: ChangeRule;
  pagesDamped: (count: number) => void;
  /** When parameters by which the addresses of one article differ are first looked at, in ms; 0: never. */
  checkAfterMs: number;
}

type Stores = ScheduleStores & Pick<Database, 'parameterChecks' | 'urlParameters'>;

/** Puts the pages of discovered articles in line, each article no more often than it may change. */
export class PageSchedule {
  constructor(
    private readonly stores: Stores,
    private readonly on: PageScheduleOptions,
  ) {}

  async take(messages: readonly StageMessage<ArticleDiscovered>[], now: Date): Promise<StageResult[]> {
    const { ofChange, checkAfterMs } = this.on;
    const onMerged = (tasks: readonly NewPageTask[], merged: ReadonlyMap<string, MergedPage>) =>
      this.suspect(tasks, merged, now);
    const rules = { ofChange, ...(checkAfterMs > 0 ? { onMerged } : {}) };
    const results = await schedulePages(this.stores, messages, now, rules);
    const damped = results.filter((result) => 'detail' in result && result.detail === DAMPED).length;
    if (damped > 0) this.on.pagesDamped(damped);
    return results;
  }

  private async suspect(
    tasks: readonly NewPageTask[],
    merged: ReadonlyMap<string, MergedPage>,
    now: Date,
  ): Promise<void> {
    const asked = tasks.filter(({ discoveryId, url }) => url.includes('?') && merged.has(discoveryId));
    const hosts = asked.flatMap(({ url }) => {
      const key = normaliseUrl(url);
      return key === null ? [] : [new URL(key).host];
    });
    if (hosts.length === 0) return;
    const rules = await this.stores.urlParameters.rulesAt(hosts);
    const dueAt = new Date(now.getTime() + this.on.checkAfterMs);
    await this.stores.parameterChecks.suspect(findSuspicions(asked, merged, rules), now, dueAt);
  }
}
