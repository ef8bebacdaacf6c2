import type { mongo } from 'mongoose';
import { chunksOf, retryDuplicateKey } from '../connection/run-bulk.js';
import type { RowModel } from '../connection/strict-schema.js';
import { EPOCH, type HostLease, type HostRow } from './frontier.model.js';

/** Sets `readyAt` from the fields that an update leaves behind. `$max` ignores null, so an idle host needs the condition. */
const RECOMPUTE_READY = {
  $set: {
    readyAt: { $cond: [{ $eq: ['$dueAt', null] }, null, { $max: ['$dueAt', '$nextAllowedAt'] }] },
  },
};

/** Hosts with something to do, ordered by when they may be asked, each leased to at most one owner. */
export class HostQueue {
  constructor(private readonly hosts: RowModel<HostRow>) {}

  /** Leases the host that has been ready longest, or gives null. */
  async lease(owner: string, now: Date, leaseMs: number): Promise<HostLease | null> {
    const until = new Date(now.getTime() + leaseMs);
    const row = await this.hosts
      .findOneAndUpdate(
        { readyAt: { $lte: now }, leaseUntil: { $lte: now } },
        { $set: { leaseOwner: owner, leaseUntil: until }, $inc: { token: 1 } },
        { sort: { readyAt: 1, _id: 1 }, returnDocument: 'after' },
      )
      .lean<HostRow>();
    return row && { hostKey: row._id, owner, until, token: row.token };
  }

  /** Prolongs a lease, also one that has lapsed if nobody took the host over. */
  async renew(lease: HostLease, until: Date): Promise<boolean> {
    const { matchedCount } = await this.hosts.updateOne(held(lease), { $set: { leaseUntil: until } });
    return matchedCount === 1;
  }

  async isHeld(lease: HostLease): Promise<boolean> {
    return (await this.hosts.exists(held(lease))) !== null;
  }

  async setNextAllowed(lease: HostLease, at: Date): Promise<boolean> {
    return this.change(held(lease), { nextAllowedAt: at });
  }

  /** Wakes hosts: each is due at its time at the latest. Unknown hosts are made. */
  async wake(times: ReadonlyMap<string, Date>): Promise<void> {
    for (const chunk of chunksOf([...times])) {
      const operations = chunk.map(([hostKey, at]) => ({
        updateOne: { filter: { _id: hostKey }, update: wakeUpdate(at), upsert: true },
      }));
      await retryDuplicateKey(() => this.raw.bulkWrite(operations, { ordered: false }));
    }
  }

  /** How often the host was woken, or null when the lease is no longer held. */
  async wakesOf(lease: HostLease): Promise<number | null> {
    const row = await this.hosts.findOne(held(lease), { wakes: 1 }).lean<HostRow>();
    return row?.wakes ?? null;
  }

  /** Gives the host back with its next due time; false when it was woken since `wakes` was read. */
  async release(
    lease: HostLease,
    next: { dueAt: Date | null; nextAllowedAt: Date },
    wakes: number,
  ): Promise<boolean> {
    return this.change({ ...held(lease), wakes }, { ...next, leaseOwner: null, leaseUntil: EPOCH });
  }

  /** Gives the host back without losing a wake-up: it is due at the earlier of its own time and the one given. */
  async releaseEarly(lease: HostLease, next: { dueAt: Date | null; nextAllowedAt: Date }): Promise<void> {
    await this.change(held(lease), {
      dueAt: { $min: ['$dueAt', next.dueAt] },
      nextAllowedAt: next.nextAllowedAt,
      leaseOwner: null,
      leaseUntil: EPOCH,
    });
  }

  /** When a lease can next succeed, as far as is known now: a free host gets ready, or a held one is given up by its holder. */
  async nextReadyAt(now: Date): Promise<Date | null> {
    const [free, taken] = await Promise.all([
      this.hosts
        .findOne({ readyAt: { $ne: null }, leaseUntil: { $lte: now } })
        .sort({ readyAt: 1 })
        .lean<HostRow>(),
      this.hosts
        .findOne({ readyAt: { $ne: null }, leaseUntil: { $gt: now } })
        .sort({ leaseUntil: 1 })
        .lean<HostRow>(),
    ]);
    const times = [free?.readyAt, taken?.leaseUntil].filter((time) => time instanceof Date);
    return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));
  }

  async counts(now: Date): Promise<{ dueHosts: number; leasedHosts: number }> {
    const [dueHosts, leasedHosts] = await Promise.all([
      this.hosts.countDocuments({ readyAt: { $lte: now }, leaseUntil: { $lte: now } }),
      this.hosts.countDocuments({ leaseUntil: { $gt: now } }),
    ]);
    return { dueHosts, leasedHosts };
  }

  /** Mongoose does not cast update pipelines of expressions, so they go to the driver as they are. */
  private get raw(): mongo.Collection<HostRow> {
    return this.hosts.collection as unknown as mongo.Collection<HostRow>;
  }

  private async change(filter: mongo.Filter<HostRow>, values: object): Promise<boolean> {
    const { matchedCount } = await this.raw.updateOne(filter, [{ $set: values }, RECOMPUTE_READY]);
    return matchedCount === 1;
  }
}

function held({ hostKey, owner, token }: HostLease) {
  return { _id: hostKey, leaseOwner: owner, token };
}

/** `$min` ignores what is null or absent. */
function wakeUpdate(at: Date) {
  return [
    {
      $set: {
        dueAt: { $min: ['$dueAt', at] },
        nextAllowedAt: { $ifNull: ['$nextAllowedAt', EPOCH] },
        leaseOwner: { $ifNull: ['$leaseOwner', null] },
        leaseUntil: { $ifNull: ['$leaseUntil', EPOCH] },
        token: { $ifNull: ['$token', 0] },
        wakes: { $add: [{ $ifNull: ['$wakes', 0] }, 1] },
      },
    },
    RECOMPUTE_READY,
  ];
}
