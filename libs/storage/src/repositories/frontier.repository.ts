import { batchesOf } from '../batches.js';
import type { FeedModel, HostModel, Models, PageModel } from '../models/models.js';
import { enqueuePages, type EnqueueAnswer, type Enqueued } from './enqueue-pages.js';
import { POLLED_STATES } from './feed.document.js';
import { held, HostLeaseRepository } from './host-lease.repository.js';
import type { HostLease, LeaseRound, NewPageTask, PageEnd, PageRules, PageTask } from './frontier.types.js';
import { leaseHosts, type LeaseRequest } from './lease-hosts.js';
import { WriteBatcher } from '../write-batcher.js';

/** Nobody goes before anybody, and a change is read at once. */
const NO_RULES: PageRules = {
  outranks: () => false,
  ofChange: (_, now) => ({ at: now, changesFreeAt: now, isDamped: false }),
};

/**
 * Feeds and pages that wait for their time. They are leased host by host, so that a pause at one host does
 * not hold up the others. A lease expires when its holder dies. A holder that lost its host (fencing token)
 * can still finish a page, and nothing else.
 */
export class FrontierRepository {
  private readonly hosts: HostLeaseRepository;
  private readonly ends: WriteBatcher<object>;

  constructor(private readonly models: Pick<Models, 'feeds' | 'hosts' | 'pages'>) {
    this.hosts = new HostLeaseRepository(models);
    this.ends = new WriteBatcher((operations) =>
      models.pages.collection.bulkWrite(operations as never, { ordered: false }),
    );
  }

  /** Puts pages in line. `known`: another entry led to the same article; `repeated`: the same discovery again. */
  async enqueuePages(
    tasks: readonly NewPageTask[],
    now: Date,
    rules: Partial<PageRules> = {},
  ): Promise<Map<string, EnqueueAnswer>> {
    return (await this.enqueue(tasks, now, rules)).answers;
  }

  /** The same, with the tasks whose articles were in line under other addresses. */
  async enqueue(
    tasks: readonly NewPageTask[],
    now: Date,
    rules: Partial<PageRules> = {},
  ): Promise<Pick<Enqueued, 'answers' | 'merged'>> {
    const { answers, wake, merged } = await enqueuePages(this.models, tasks, { now, ...NO_RULES, ...rules });
    await this.hosts.wake(wake);
    return { answers, merged };
  }

  /**
   * Leases the hosts that have been ready longest, with their due work. Ready means that the host's pause is
   * over and nobody holds it.
   */
  leaseHosts(request: LeaseRequest): Promise<LeaseRound> {
    return leaseHosts(this.models, request);
  }

  renewLease(lease: HostLease, now: Date, leaseMs: number): Promise<boolean> {
    return this.hosts.renew(lease, now, leaseMs);
  }

  /** Stores the host's pause, so that it holds even if this holder dies now. */
  setNextAllowed(lease: HostLease, at: Date): Promise<boolean> {
    return this.hosts.setNextAllowed(lease, at);
  }

  /** The delay between two requests that the site's robots.txt asks for. */
  setCrawlDelay(hostKey: string, crawlDelayMs: number): Promise<void> {
    return this.hosts.setCrawlDelay(hostKey, crawlDelayMs);
  }

  /** Reserves the time for a request to a host that another host redirects to, in keeping with its pause. */
  reserveHost(hostKey: string, now: Date, gapMs: number): Promise<Date> {
    return this.hosts.reserve(hostKey, now, gapMs);
  }

  /**
   * Ends the page, or its current visit if it is checked again later. A newer discovery stays enqueued. The
   * feed's text of it is removed.
   */
  async finishPage(
    _lease: HostLease,
    { articleId, discoveryId }: Pick<PageTask, 'articleId' | 'discoveryId'>,
    { recheck = null, ...noted }: PageEnd = {},
  ): Promise<void> {
    const ended = { state: 'done', lastError: null, entry: {}, takenOver: null, dampedUntil: null };
    const update = { $set: { ...ended, ...noted, ...waitingFor(recheck) } };
    await this.ends.write([{ updateOne: { filter: { _id: articleId, discoveryId }, update } }]);
  }

  /**
   * Postpones a page. Does nothing when another replica has taken the host over, because the page is then
   * that replica's.
   */
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

  /**
   * Releases the host, due when its next feed or page is. The holder passes `dueAt` if it knows that time
   * from its lease; if the host was woken meanwhile, the time is read again.
   */
  async releaseHost(lease: HostLease, nextAllowedAt: Date, dueAt?: Date | null): Promise<void> {
    if (dueAt !== undefined && (await this.hosts.releaseDue(lease, nextAllowedAt, dueAt))) return;
    const nowDueAt = () => this.hostDueAt(lease.hostKey);
    while (!(await this.hosts.release(lease, nextAllowedAt, nowDueAt)));
  }

  /** Makes a host due no later than `at`. */
  wakeHost(hostKey: string, at: Date): Promise<void> {
    return this.hosts.wake(new Map([[hostKey, at]]));
  }

  /** `wake` for many hosts at once. */
  wakeHosts(hostKeys: Iterable<string>, at: Date): Promise<void> {
    return this.hosts.wake(new Map([...hostKeys].map((hostKey) => [hostKey, at])));
  }

  /** Wakes the hosts of feeds that were just added, and of known ones whose hosts are not due in time. */
  wakeHostsFor(added: ReadonlyMap<string, Date>, known: ReadonlyMap<string, Date>): Promise<void> {
    return this.hosts.wakeFor(added, known);
  }

  /** The feed under which an article's page stands, and with what authority it speaks; null if there is no such page. */
  async namedBy(articleId: string): Promise<{ feedId: string; authority: string | null } | null> {
    const fields = { feedId: 1, authority: 1 };
    const page = await this.models.pages.findById(articleId, fields).lean<PageModel>();
    return page ? { feedId: page.feedId, authority: page.authority ?? null } : null;
  }

  /** Puts a page in line again that was taken off it. False when no such page was ever in line. */
  async requeuePage(
    { articleId, discoveryId }: Pick<PageTask, 'articleId' | 'discoveryId'>,
    now: Date,
  ): Promise<boolean> {
    const page = await this.models.pages
      .findOneAndUpdate(
        { _id: articleId, discoveries: discoveryId },
        { $set: { discoveryId, state: 'waiting', attempts: 0, nextAttemptAt: now, lastError: null } },
      )
      .lean<PageModel>();
    if (page) await this.wakeHost(page.hostKey, now);
    return page !== null;
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

function waitingFor(recheck: PageEnd['recheck']) {
  if (!recheck) return {};
  const { at, discoveryId } = recheck;
  return { state: 'waiting' as const, attempts: 0, nextAttemptAt: at, discoveryId };
}
