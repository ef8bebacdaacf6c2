import { compareSeverity, judgeHealth, severityOf, type FeedHealth, type Severity } from '@dateline/feed';
import type { FeedHealthRepository, FeedRow } from '@dateline/storage';

/** A feed in short, with the verdict on it. */
export interface BoardRow extends FeedRow {
  health: FeedHealth;
  severity: Severity;
}

/** Requests within this time share one reading. */
const MAX_AGE_MS = 3_000;

/**
 * All feeds with their health, worst first. Health depends on the time, so that it is judged when it is asked for and stored nowhere.
 */
export class FeedBoard {
  private last: { at: number; rows: Promise<BoardRow[]> } | null = null;

  constructor(
    private readonly feeds: Pick<FeedHealthRepository, 'rows'>,
    private readonly now: () => Date,
  ) {}

  rows(): Promise<BoardRow[]> {
    const at = this.now();
    if (this.last === null || at.getTime() - this.last.at >= MAX_AGE_MS) {
      const rows = this.feeds.rows().then((found) => judgeAll(found, at));
      const reading = { at: at.getTime(), rows };
      this.last = reading;
      // A failed reading is not kept.
      rows.catch(() => {
        if (this.last === reading) this.last = null;
      });
    }
    return this.last.rows;
  }

  /** The next request reads anew: an operator has changed a feed. */
  forget(): void {
    this.last = null;
  }
}

/** Whether somebody should see to it: one that is paused is so on purpose. */
export const isIll = ({ health: { state } }: BoardRow): boolean => state !== 'healthy' && state !== 'paused';

function judgeAll(rows: readonly FeedRow[], now: Date): BoardRow[] {
  return rows
    .map((row) => {
      const health = judgeHealth(row, now);
      const { priority } = row.policy;
      const expectedPerDay = row.volume?.expectedPerDay ?? null;
      const severity = severityOf({ feedId: row.feedId, priority, expectedPerDay, health });
      return { ...row, health, severity };
    })
    .sort((a, b) => compareSeverity(a.severity, b.severity));
}
