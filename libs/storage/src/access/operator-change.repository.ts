import { randomBytes } from 'node:crypto';
import type { Models, OperatorChangeModel } from '../models/models.js';
import type { ChangeQuery, NewChange, StoredChange } from './access.types.js';

/** A change that has no outcome after this time is published as one of unknown outcome. */
const LONGEST_CHANGE_MS = 120_000;

/** The audit log. A line is written before its change is made, and stays when it is published. */
export class OperatorChangeRepository {
  constructor(private readonly models: Pick<Models, 'operatorChanges'>) {}

  /** Returns the change id, which rises with time. */
  async begin(change: NewChange): Promise<string> {
    const _id = `${change.at.getTime().toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`;
    const publishAt = new Date(change.at.getTime() + LONGEST_CHANGE_MS);
    await this.models.operatorChanges.create({ _id, ...change, outcome: null, publishAt });
    return _id;
  }

  async end(changeId: string, outcome: NonNullable<StoredChange['outcome']>, at: Date): Promise<void> {
    await this.models.operatorChanges.updateOne({ _id: changeId }, { $set: { outcome, publishAt: at } });
  }

  /** Leases the oldest line that is due to be published, for a time in milliseconds. */
  async lease(now: Date, leaseMs: number): Promise<StoredChange | null> {
    const row = await this.models.operatorChanges
      .findOneAndUpdate(
        { publishAt: { $lte: now } },
        [
          {
            $set: {
              publishAt: new Date(now.getTime() + leaseMs),
              outcome: { $ifNull: ['$outcome', 'unknown'] },
            },
          },
        ],
        { sort: { publishAt: 1 }, returnDocument: 'after', updatePipeline: true },
      )
      .lean<OperatorChangeModel>();
    return row ? toChange(row) : null;
  }

  async published(changeId: string): Promise<void> {
    await this.models.operatorChanges.updateOne({ _id: changeId }, { $set: { publishAt: null } });
  }

  /** The latest first. */
  async list({ by, action, target, after, limit }: ChangeQuery): Promise<StoredChange[]> {
    const filter = {
      ...(by === undefined ? {} : { 'by.name': by }),
      ...(action === undefined ? {} : { action }),
      ...(target === undefined ? {} : { target }),
      ...(after === undefined ? {} : { _id: { $lt: after } }),
    };
    const rows = await this.models.operatorChanges
      .find(filter as object)
      .sort({ _id: -1 })
      .limit(limit)
      .lean<OperatorChangeModel[]>();
    return rows.map(toChange);
  }
}

function toChange({
  _id,
  action,
  target,
  by,
  onBehalfOf,
  reason,
  outcome,
  at,
}: OperatorChangeModel): StoredChange {
  return { changeId: _id, action, target, by, onBehalfOf, reason, outcome, at };
}
