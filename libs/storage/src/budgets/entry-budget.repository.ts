import type { AnyBulkWriteOperation } from 'mongoose';
import type { EntryBudgetModel, Models } from '../models/models.js';
import { RequestBatcher, type RequestResult } from '../request-batcher.js';
import { WriteBatcher } from '../write-batcher.js';

const DAY_MS = 86_400_000;
/** Rows outlive their day a little, because clocks differ. */
const KEPT_MS = 2 * DAY_MS;

/** The feed of the entries, and the hosts of their pages. */
export interface BudgetQuestion {
  feedId: string;
  /** Of the feed. */
  hostKey: string;
  /** Of the pages. */
  hosts: readonly string[];
  at: Date;
}

/** What was used of the budget. */
export interface BudgetUse {
  /** New entries in the UTC day, of the feed and of all feeds of its host. */
  feedDay: number;
  hostDay: number;
  /** Pages in line: of the feed's entries, and by host. */
  feedWaiting: number;
  waitingAt: ReadonlyMap<string, number>;
}

/**
 * Counts what feeds and hosts have brought, in rows that all replicas share: one per feed or host and UTC
 * day, which expires. Reads and writes of many callers are batched. One replica leases a host at a time, so
 * two replicas rarely add to the same row at once.
 */
export class EntryBudgetRepository {
  private readonly reads = new RequestBatcher((asked: readonly BudgetQuestion[]) => this.readAll(asked));
  private readonly writes: WriteBatcher<AnyBulkWriteOperation<EntryBudgetModel>>;

  constructor(private readonly models: Pick<Models, 'entryBudgets' | 'pages'>) {
    this.writes = new WriteBatcher((operations) =>
      models.entryBudgets.bulkWrite(operations, { ordered: false, throwOnValidationError: true }),
    );
  }

  useOf(question: BudgetQuestion): Promise<BudgetUse> {
    return this.reads.send(question);
  }

  /** Counts new entries in the day of the feed and of its host. */
  async add({ feedId, hostKey, at }: BudgetQuestion, entries: number): Promise<void> {
    if (entries === 0) return;
    const expiresAt = new Date(at.getTime() + KEPT_MS);
    const update = { $inc: { used: entries }, $setOnInsert: { expiresAt } };
    await this.writes.write(
      idsOf(feedId, hostKey, at).map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } })),
    );
  }

  private async readAll(asked: readonly BudgetQuestion[]): Promise<RequestResult<BudgetUse>[]> {
    const ids = asked.flatMap(({ feedId, hostKey, at }) => idsOf(feedId, hostKey, at));
    const [rows, byFeed, byHost] = await Promise.all([
      this.models.entryBudgets.find({ _id: { $in: ids } }).lean<EntryBudgetModel[]>(),
      this.waiting('feedId', [...new Set(asked.map(({ feedId }) => feedId))]),
      this.waiting('hostKey', [...new Set(asked.flatMap(({ hosts }) => hosts))]),
    ]);
    const used = new Map(rows.map(({ _id, used: n }) => [_id, n]));
    return asked.map(({ feedId, hostKey, at }) => {
      const [ofFeed, ofHost] = idsOf(feedId, hostKey, at);
      const value = {
        feedDay: used.get(ofFeed) ?? 0,
        hostDay: used.get(ofHost) ?? 0,
        feedWaiting: byFeed.get(feedId) ?? 0,
        waitingAt: byHost,
      };
      return { value };
    });
  }

  private async waiting(
    field: 'feedId' | 'hostKey',
    values: readonly string[],
  ): Promise<Map<string, number>> {
    const found = await this.models.pages.aggregate<{ _id: string; n: number }>([
      { $match: { [field]: { $in: values }, state: 'waiting' } },
      { $group: { _id: `$${field}`, n: { $sum: 1 } } },
    ]);
    return new Map(found.map(({ _id, n }) => [_id, n]));
  }
}

function idsOf(feedId: string, hostKey: string, at: Date): [string, string] {
  const day = at.toISOString().slice(0, 10);
  return [`feed ${feedId} ${day}`, `host ${hostKey} ${day}`];
}
