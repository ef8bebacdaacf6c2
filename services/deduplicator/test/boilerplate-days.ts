import { DaySpread } from '@dateline/similarity';
import type { BoilerplateRepository } from '@dateline/storage';
import type { StageResult } from '@dateline/messaging';
import { events, type ArticleDeduplicated } from '@dateline/contracts';
import type { Store } from '../src/decide/decision-record.js';
import type { DeduplicateArticles } from '../src/deduplicate-articles.js';
import { BoilerplateTracker } from '../src/boilerplate/boilerplate-tracker.js';
import { parsed, sentenceOf, stageOn } from './parsed-articles.js';

const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const KEPT_MS = 20 * DAY_MS;
const FIRST_DAY = Math.floor(Date.now() / DAY_MS) * DAY_MS - 6 * DAY_MS;

/** An hour of one of the last days: the database lets texts go whose time is over. */
export const on = (day: number, hour = 9): Date => new Date(FIRST_DAY + day * DAY_MS + hour * HOUR_MS);

const notice = (outlet: string) =>
  Array.from({ length: 12 }, (_, s) => sentenceOf(`notice of ${outlet}`, s)).join(' ');

/** A report of its own below twelve sentences that stand above each report of the outlets. */
export function report(name: string, day: number, outlet = 'paper') {
  const own = Array.from({ length: 6 }, (_, s) => sentenceOf(`report ${name}`, s)).join(' ');
  const body = `${notice(outlet)} ${own}`;
  return parsed({
    url: `https://${name}.example/${outlet}`,
    headline: `Report on ${name} today`,
    body,
    publishedAt: on(day),
  });
}

/** One replica with a counter and a clock of its own. */
export class Replica {
  readonly hot = new DaySpread(2 ** 14);
  readonly stage: DeduplicateArticles;
  readonly follower: BoilerplateTracker;
  private clock = on(0);

  constructor(store: Store, snapshots: Pick<BoilerplateRepository, 'head' | 'read' | 'takeTurn' | 'write'>) {
    this.stage = stageOn(store, { hot: this.hot, sketchMs: KEPT_MS });
    const now = () => this.clock;
    this.follower = new BoilerplateTracker({ store, snapshots, hot: this.hot, keptMs: KEPT_MS, now });
  }

  at(time: Date): this {
    this.clock = time;
    return this;
  }

  /** What becomes of one message at the time of the replica's clock. */
  async decide(message: ReturnType<typeof report>): Promise<StageResult> {
    const [result] = await this.stage.run([message], this.clock);
    return result!;
  }
}

export function decisionOf(result: StageResult): string | undefined {
  const found = (result.events ?? []).find(({ type }) => type === events.articleDeduplicated.type);
  return result.outcome === 'emitted' ? (found?.data as ArticleDeduplicated).decision : result.outcome;
}
