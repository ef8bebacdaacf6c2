import type { mongo } from 'mongoose';
import { insertNew } from '../insert-new.js';
import type { HostModel, Models } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import { WriteBatcher } from '../write-batcher.js';
import type { HostLease } from './frontier.types.js';

const NEVER = new Date(0);
const FRESH = { nextAllowedAt: NEVER, leaseOwner: null, leaseUntil: NEVER, token: 0, crawlDelayMs: 0 };

/** Defaults for a host that does not exist yet, inside a pipeline. */
const freshFields = Object.fromEntries(
  Object.entries(FRESH).map(([name, value]) => [name, { $ifNull: [`$${name}`, { $literal: value }] }]),
);

/**
 * A host is ready when its work is due and its pause is over. Hosts are served in the order in which they
 * became ready. This is fair: a host with a large backlog queues behind the hosts that became ready during
 * its pause.
 */
const readyAt = { $cond: [{ $gt: ['$dueAt', null] }, { $max: ['$dueAt', '$nextAllowedAt'] }, null] };

/**
 * Leases of hosts. A lease expires when its holder dies. Each lease raises the token, which fences a late
 * holder.
 */
export class HostLeaseRepository {
  private readonly releases: WriteBatcher<object>;

  constructor(private readonly models: Pick<Models, 'hosts'>) {
    this.releases = new WriteBatcher((operations) =>
      models.hosts.collection.bulkWrite(operations as never, { ordered: false }),
    );
  }

  async renew(lease: HostLease, now: Date, leaseMs: number): Promise<boolean> {
    const until = new Date(now.getTime() + leaseMs);
    const { matchedCount } = await this.models.hosts.updateOne(held(lease), { $set: { leaseUntil: until } });
    if (matchedCount === 1) lease.until = until;
    return matchedCount === 1;
  }

  /**
   * Releases the host, due at `dueAt`. Returns false when a wake-up came meanwhile; the caller must then read
   * the due work again.
   */
  async release(lease: HostLease, nextAllowedAt: Date, dueAt: () => Promise<Date | null>): Promise<boolean> {
    const host = await this.models.hosts.findOne(held(lease)).lean<HostModel>();
    if (!host) return true;
    const filter = { ...held(lease), wakes: host.wakes ?? null };
    const { matchedCount } = await this.update(filter, givenBack(lease, nextAllowedAt, await dueAt()));
    return matchedCount === 1;
  }

  /**
   * Releases the host when its due time is known unless it was woken since the lease. False: it may not have
   * been released.
   */
  releaseDue(lease: HostLease, nextAllowedAt: Date, dueAt: Date | null): Promise<boolean> {
    const filter = { ...held(lease), wakes: lease.wakes };
    return this.releases.write([{ updateOne: { filter, update: givenBack(lease, nextAllowedAt, dueAt) } }]);
  }

  /** Stores the host's pause, so that it holds even if this holder dies now. */
  async setNextAllowed(lease: HostLease, at: Date): Promise<boolean> {
    const { matchedCount } = await this.update(held(lease), [
      { $set: { nextAllowedAt: at } },
      { $set: { readyAt } },
    ]);
    return matchedCount === 1;
  }

  /** The delay between two requests that the site's robots.txt asks for. */
  async setCrawlDelay(hostKey: string, crawlDelayMs: number): Promise<void> {
    await this.models.hosts.updateOne({ _id: hostKey }, { $set: { crawlDelayMs } });
  }

  /**
   * Reserves one request at an unleased host, for a redirect from another host. Returns the instant at which
   * the request may be sent. Nobody can lease the host until the pause after it is over.
   */
  async reserve(hostKey: string, now: Date, gapMs: number): Promise<Date> {
    const gap = { $max: [gapMs, '$crawlDelayMs'] };
    const afterLease = { $cond: [{ $gt: ['$leaseUntil', now] }, { $add: [now, gap] }, now] };
    const start = { $max: ['$nextAllowedAt', afterLease] };
    const host = await this.upsertOnce(() =>
      this.models.hosts.collection.findOneAndUpdate(
        { _id: hostKey as never },
        [
          {
            $set: { ...freshFields, dueAt: { $ifNull: ['$dueAt', null] }, wakes: { $ifNull: ['$wakes', 0] } },
          },
          { $set: { reservedAt: start, nextAllowedAt: { $add: [start, gap] } } },
          { $set: { readyAt } },
        ],
        { upsert: true, returnDocument: 'after' },
      ),
    );
    const reserved: unknown = host?.['reservedAt'];
    return reserved instanceof Date ? reserved : now;
  }

  /** Makes each host due no later than its given time, in one round trip. */
  async wake(times: ReadonlyMap<string, Date>): Promise<void> {
    if (times.size === 0) return;
    const operations = [...times].map(([hostKey, at]) => ({
      updateOne: { filter: { _id: hostKey as never }, update: wakeAt(at), upsert: true },
    }));
    await this.upsertOnce(() =>
      this.models.hosts.collection.bulkWrite(operations as never, { ordered: false }),
    );
  }

  /**
   * Makes hosts due for feeds that were just added (`added`) or that are there already (`known`), each by its
   * time. Hosts that are new are inserted, and hosts that are due in time already are left alone, because an
   * upsert with a pipeline costs several times as much.
   */
  async wakeFor(added: ReadonlyMap<string, Date>, known: ReadonlyMap<string, Date>): Promise<void> {
    const keys = [...new Set([...added.keys(), ...known.keys()])];
    const rows = await this.models.hosts
      .find({ _id: { $in: keys } }, { dueAt: 1 })
      .lean<Pick<HostModel, '_id' | 'dueAt'>[]>();
    const dueAt = new Map(rows.map((row) => [row._id, row.dueAt]));
    const fresh = [...added].flatMap(([hostKey, at]) =>
      dueAt.has(hostKey) ? [] : [{ _id: hostKey, ...FRESH, dueAt: at, readyAt: at, wakes: 1 }],
    );
    const late = [...known].filter(
      ([hostKey, at]) => !added.has(hostKey) && !isDueBy(dueAt.get(hostKey), at),
    );
    const taken = await insertNew(this.models.hosts, fresh);
    const there = [...added].filter(([hostKey]) => dueAt.has(hostKey) || taken.has(hostKey));
    await this.wake(new Map([...late, ...there]));
  }

  private update(filter: object, pipeline: object[]): Promise<mongo.UpdateResult> {
    return this.models.hosts.collection.updateOne(
      filter as never,
      pipeline as never,
    ) as Promise<mongo.UpdateResult>;
  }

  /** Two upserts of one host can collide; the second try finds the document. */
  private async upsertOnce<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.upsertOnce(work);
    }
  }
}

const isDueBy = (dueAt: Date | null | undefined, at: Date): boolean => !!dueAt && dueAt <= at;

export const held = (lease: HostLease) => ({
  _id: lease.hostKey,
  token: lease.token,
  leaseOwner: lease.owner,
});

function givenBack({ unavailable }: HostLease, nextAllowedAt: Date, dueAt: Date | null): object[] {
  const fields = {
    dueAt: { $literal: dueAt },
    // Another request may have reserved a time meanwhile.
    nextAllowedAt: { $max: ['$nextAllowedAt', nextAllowedAt] },
    leaseOwner: { $literal: null },
    leaseUntil: NEVER,
    unavailable: { $literal: unavailable },
  };
  return [{ $set: fields }, { $set: { readyAt } }];
}

/** $min would keep a null, because null sorts before every date. A pipeline can tell the two apart. */
function wakeAt(at: Date): object[] {
  return [
    {
      $set: {
        ...freshFields,
        dueAt: { $cond: [{ $gt: ['$dueAt', null] }, { $min: ['$dueAt', at] }, at] },
        wakes: { $add: [{ $ifNull: ['$wakes', 0] }, 1] },
      },
    },
    { $set: { readyAt } },
  ];
}
