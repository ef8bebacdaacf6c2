import { batchesOf } from '../batches.js';
import type { FeedModel, HostModel, Models, PageModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import { POLLED_STATES, toFeed } from './feed.document.js';
import type { DueWork, HostLease, NewPageTask, PageTask } from './frontier.types.js';

const NEVER_LEASED = new Date(0);
const MAX_DISCOVERIES = 20;

type Answer = 'enqueued' | 'known' | 'repeated';

/**
 * What waits for its time: feeds and pages, leased host by host, so that a polite pause for one host holds up no other.
 * A lease lapses when its holder dies; a holder whose host was taken over (fencing token) can still finish a page, and nothing else.
 */
export class FrontierRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'hosts' | 'pages'>) {}

  /** Puts pages in line. `known`: another entry led to the same article; `repeated`: the same discovery again. */
  async enqueuePages(tasks: readonly NewPageTask[], now: Date): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>();
    const wake = new Map<string, Date>();
    for (const task of tasks) {
      const { answer, dueAt } = await this.enqueuePage(task, now);
      const other = wake.get(task.hostKey);
      if (dueAt && (!other || dueAt < other)) wake.set(task.hostKey, dueAt);
      answers.set(task.discoveryId, answer);
    }
    for (const [hostKey, at] of wake) await this.wakeHost(hostKey, at);
    return answers;
  }

  /** `dueAt` is there when the host must be woken: also for a repeated page that waits, whose first wake-up may have been cut off. */
  private async enqueuePage(task: NewPageTask, now: Date): Promise<{ answer: Answer; dueAt: Date | null }> {
    const { articleId, change, ...fields } = task;
    const { discoveryId } = task;
    const waiting = {
      ...fields,
      state: 'waiting' as const,
      attempts: 0,
      nextAttemptAt: now,
      lastError: null,
    };
    try {
      const { upsertedCount } = await this.models.pages.updateOne(
        { _id: articleId },
        { $setOnInsert: { ...waiting, discoveries: [discoveryId] } },
        { upsert: true },
      );
      if (upsertedCount === 1) return { answer: 'enqueued', dueAt: now };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    if (change === 'changed') {
      const { matchedCount } = await this.models.pages.updateOne(
        { _id: articleId, discoveries: { $ne: discoveryId } },
        { $set: waiting, $push: { discoveries: { $each: [discoveryId], $slice: -MAX_DISCOVERIES } } },
      );
      if (matchedCount === 1) return { answer: 'enqueued', dueAt: now };
    }
    const present = await this.models.pages.findById(articleId).lean<PageModel>();
    if (!present?.discoveries.includes(discoveryId)) return { answer: 'known', dueAt: null };
    return { answer: 'repeated', dueAt: present.state === 'waiting' ? present.nextAttemptAt : null };
  }

  /** The host that has been due longest, whose polite pause is over and which nobody holds. */
  async leaseHost(owner: string, now: Date, leaseMs: number): Promise<HostLease | null> {
    const until = new Date(now.getTime() + leaseMs);
    const host = await this.models.hosts
      .findOneAndUpdate(
        { dueAt: { $ne: null, $lte: now }, nextAllowedAt: { $lte: now }, leaseUntil: { $lte: now } },
        { $set: { leaseOwner: owner, leaseUntil: until }, $inc: { token: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<HostModel>();
    return host ? { hostKey: host._id, owner, until, token: host.token } : null;
  }

  async dueWork(lease: HostLease, now: Date, limit: number): Promise<DueWork> {
    const [feeds, pages] = await Promise.all([
      this.models.feeds
        .find({ hostKey: lease.hostKey, state: { $in: [...POLLED_STATES] }, nextFetchAt: { $lte: now } })
        .sort({ nextFetchAt: 1 })
        .limit(limit)
        .lean<FeedModel[]>(),
      this.models.pages
        .find({ hostKey: lease.hostKey, state: 'waiting', nextAttemptAt: { $lte: now } })
        .sort({ nextAttemptAt: 1 })
        .limit(limit)
        .lean<PageModel[]>(),
    ]);
    return { feeds: feeds.map(toFeed), pages: pages.map(toPage) };
  }

  async renewLease(lease: HostLease, now: Date, leaseMs: number): Promise<boolean> {
    const until = new Date(now.getTime() + leaseMs);
    const { matchedCount } = await this.models.hosts.updateOne(held(lease), { $set: { leaseUntil: until } });
    if (matchedCount === 1) lease.until = until;
    return matchedCount === 1;
  }

  /** Keeps the polite pause even if this holder dies now. */
  async setNextAllowed(lease: HostLease, at: Date): Promise<boolean> {
    return (
      (await this.models.hosts.updateOne(held(lease), { $set: { nextAllowedAt: at } })).matchedCount === 1
    );
  }

  /** The page has come to its end; a newer discovery of it stays in line. What the feed said of it is not kept. */
  async finishPage(_lease: HostLease, articleId: string, discoveryId: string): Promise<void> {
    await this.models.pages.updateOne(
      { _id: articleId, discoveryId },
      { $set: { state: 'done', lastError: null, entry: {} } },
    );
  }

  /** Puts a page off; does nothing when the host was taken over, for then the page is another's. */
  async retryPage(
    lease: HostLease,
    articleId: string,
    { at, error }: { at: Date; error: string },
  ): Promise<void> {
    if (!(await this.models.hosts.exists(held(lease)))) return;
    await this.models.pages.updateOne(
      { _id: articleId, state: 'waiting' },
      { $set: { nextAttemptAt: at, lastError: error }, $inc: { attempts: 1 } },
    );
  }

  /** Gives the host back, due when the next of its feeds or pages is. A wake-up in the meantime is not lost. */
  async releaseHost(lease: HostLease, nextAllowedAt: Date): Promise<void> {
    for (;;) {
      const host = await this.models.hosts.findOne(held(lease)).lean<HostModel>();
      if (!host) return;
      const dueAt = await this.hostDueAt(lease.hostKey);
      const { matchedCount } = await this.models.hosts.updateOne(
        { ...held(lease), wakes: host.wakes },
        { $set: { dueAt, nextAllowedAt, leaseOwner: null, leaseUntil: NEVER_LEASED } },
      );
      if (matchedCount === 1) return;
    }
  }

  /** Makes a host due no later than `at`. */
  async wakeHost(hostKey: string, at: Date): Promise<void> {
    const fresh = { nextAllowedAt: NEVER_LEASED, leaseOwner: null, leaseUntil: NEVER_LEASED, token: 0 };
    try {
      // $min would keep a null, which sorts before every date: a pipeline tells the two apart.
      await this.models.hosts.collection.updateOne(
        { _id: hostKey as never },
        [
          {
            $set: {
              dueAt: { $cond: [{ $gt: ['$dueAt', null] }, { $min: ['$dueAt', at] }, at] },
              wakes: { $add: [{ $ifNull: ['$wakes', 0] }, 1] },
              ...Object.fromEntries(
                Object.entries(fresh).map(([k, v]) => [k, { $ifNull: [`$${k}`, { $literal: v }] }]),
              ),
            },
          },
        ],
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.wakeHost(hostKey, at);
    }
  }

  async nextDueAt(): Promise<Date | null> {
    const host = await this.models.hosts
      .findOne({ dueAt: { $ne: null } })
      .sort({ dueAt: 1 })
      .lean<HostModel>();
    return host?.dueAt ?? null;
  }

  async counts(now = new Date()): Promise<{ waitingPages: number; dueHosts: number; leasedHosts: number }> {
    const [waitingPages, dueHosts, leasedHosts] = await Promise.all([
      this.models.pages.countDocuments({ state: 'waiting' }),
      this.models.hosts.countDocuments({ dueAt: { $ne: null, $lte: now } }),
      this.models.hosts.countDocuments({ leaseUntil: { $gt: now } }),
    ]);
    return { waitingPages, dueHosts, leasedHosts };
  }

  async waitingArticleIds(ids: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const batch of batchesOf(ids)) {
      const pages = await this.models.pages
        .find({ _id: { $in: batch }, state: 'waiting' }, { _id: 1 })
        .lean<{ _id: string }[]>();
      for (const page of pages) found.add(page._id);
    }
    return found;
  }

  private async hostDueAt(hostKey: string): Promise<Date | null> {
    const [feed, page] = await Promise.all([
      this.models.feeds
        .findOne({ hostKey, state: { $in: [...POLLED_STATES] } }, { nextFetchAt: 1 })
        .sort({ nextFetchAt: 1 })
        .lean<FeedModel>(),
      this.models.pages
        .findOne({ hostKey, state: 'waiting' }, { nextAttemptAt: 1 })
        .sort({ nextAttemptAt: 1 })
        .lean<PageModel>(),
    ]);
    const times = [feed?.nextFetchAt, page?.nextAttemptAt]
      .filter((t) => t !== undefined)
      .map((t) => t.getTime());
    return times.length === 0 ? null : new Date(Math.min(...times));
  }
}

const held = (lease: HostLease) => ({ _id: lease.hostKey, token: lease.token, leaseOwner: lease.owner });

function toPage({ _id, ...rest }: PageModel): PageTask {
  const page = { articleId: _id, ...rest };
  Reflect.deleteProperty(page, 'discoveries');
  return page;
}
