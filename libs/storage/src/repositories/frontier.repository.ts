import { batchesOf } from '../batches.js';
import type { FeedModel, HostModel, Models, PageModel } from '../models/models.js';
import { enqueuePages, type EnqueueAnswer } from './enqueue-pages.js';
import { POLLED_STATES } from './feed.document.js';
import { held, HostLeaseRepository } from './host-lease.repository.js';
import type { HostLease, LeaseRound, NewPageTask, PageEnd, PageTask } from './frontier.types.js';
import { leaseHosts, type LeaseRequest } from './lease-hosts.js';

/**
 * What waits for its time: feeds and pages, leased host by host, so that a polite pause for one host holds up no other.
 * A lease lapses when its holder dies; a holder whose host was taken over (fencing token) can still finish a page, and nothing else.
 */
export class FrontierRepository {
  private readonly hosts: HostLeaseRepository;

  constructor(private readonly models: Pick<Models, 'feeds' | 'hosts' | 'pages'>) {
    this.hosts = new HostLeaseRepository(models);
  }

  /** Puts pages in line. `known`: another entry led to the same article; `repeated`: the same discovery again. */
  async enqueuePages(tasks: readonly NewPageTask[], now: Date): Promise<Map<string, EnqueueAnswer>> {
    const { answers, wake } = await enqueuePages(this.models, tasks, now);
    await this.hosts.wake(wake);
    return answers;
  }

  /** Leases hosts that have been ready longest, with their due work: their polite pause is over, and nobody holds them. */
  leaseHosts(request: LeaseRequest): Promise<LeaseRound> {
    return leaseHosts(this.models, request);
  }

  renewLease(lease: HostLease, now: Date, leaseMs: number): Promise<boolean> {
    return this.hosts.renew(lease, now, leaseMs);
  }

  /** Keeps the polite pause even if this holder dies now. */
  setNextAllowed(lease: HostLease, at: Date): Promise<boolean> {
    return this.hosts.setNextAllowed(lease, at);
  }

  /** What the site's robots.txt asks for between two requests. */
  setCrawlDelay(hostKey: string, crawlDelayMs: number): Promise<void> {
    return this.hosts.setCrawlDelay(hostKey, crawlDelayMs);
  }

  /** When a request may be made to a host to which another one redirects; the host's pause is kept for it. */
  reserveHost(hostKey: string, now: Date, gapMs: number): Promise<Date> {
    return this.hosts.reserve(hostKey, now, gapMs);
  }

  /**
   * The page has come to its end, or to its end until it is checked again; a newer discovery of it stays in line. What the feed
   * said of it is not kept.
   */
  async finishPage(
    _lease: HostLease,
    { articleId, discoveryId }: Pick<PageTask, 'articleId' | 'discoveryId'>,
    { recheck = null, ...noted }: PageEnd = {},
  ): Promise<void> {
    await this.models.pages.updateOne(
      { _id: articleId, discoveryId },
      { $set: { state: 'done', lastError: null, entry: {}, ...noted, ...waitingFor(recheck) } },
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

  /**
   * Gives the host back, due when the next of its feeds or pages is. `dueAt` is that time where the holder knows it from the work that it
   * got with the lease; it is read again when the host was woken in the meantime.
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

  /** The same for many hosts at once. */
  wakeHosts(hostKeys: Iterable<string>, at: Date): Promise<void> {
    return this.hosts.wake(new Map([...hostKeys].map((hostKey) => [hostKey, at])));
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
