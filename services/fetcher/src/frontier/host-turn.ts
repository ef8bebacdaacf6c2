import { describeError } from '@dateline/messaging';
import type { Database, FeedDoc, HostLease, HostWork } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { PageFetcher } from '../pages/page-fetcher.js';
import { pause } from '../runtime/service-retry.js';
import { unavailablePauseSeconds } from '../politeness/host-pause.js';
import type { CompletedRequest, RequestEnd } from '../politeness/request-end.js';

export interface TurnDependencies {
  frontier: Pick<Database['frontier'], 'renewLease' | 'releaseHost'>;
  feeds: { poll: (feed: FeedDoc, signal: AbortSignal) => Promise<RequestEnd> };
  pages: Pick<PageFetcher, 'fetch'>;
  settings: {
    leaseMs: number;
    gapMs: number;
    /** Concurrent requests to one host. */
    perHost: number;
  };
  now: () => Date;
}

/** Requests in one turn when no pause is required between them. */
const MAX_REQUESTS = 20;
/** Pause of a host whose work could not be read or written. */
const FAILURE_PAUSE_MS = 5_000;

/** The most feeds and pages in one turn. */
export const workPerTurn = ({ gapMs, perHost }: { gapMs: number; perHost: number }): number =>
  gapMs > 0 && perHost === 1 ? 1 : MAX_REQUESTS;

interface Work {
  /** When it was due, or is due again; `unknown` when only the database can say. */
  dueAt: Date | null | 'unknown';
  run: (signal: AbortSignal) => Promise<RequestEnd>;
}

/** State of the running turn. */
interface TurnProgress {
  /** No request goes to the host before this time. */
  pauseUntil: number;
  /** No new request is started. */
  over: boolean;
  failure: unknown;
}

/**
 * One turn at a leased host. Feeds and pages alternate, so that neither waits for the other's backlog.
 * Requests start a gap apart, and at most `perHost` are open at once. When none is open and a pause is due,
 * the host is released, so a pause occupies no slot and any replica can continue afterwards.
 */
export class HostTurn {
  private readonly logger = new Logger('Frontier');

  constructor(private readonly on: TurnDependencies) {}

  /**
   * Never throws: a failure is logged, and the host comes back later. `stopping` ends the turn, `giveUp` also
   * the open request.
   */
  async take(host: HostWork, stopping: AbortSignal, giveUp: AbortSignal): Promise<void> {
    const { lease } = host;
    const lost = new AbortController();
    const renewal = setInterval(() => {
      void this.renew(lease, lost);
    }, this.on.settings.leaseMs / 3);
    const items = this.itemsOf(host);
    const progress: TurnProgress = { pauseUntil: this.msFromNow(0), over: false, failure: null };
    try {
      await this.work(lease, items, progress, { stopping, giveUp: AbortSignal.any([lost.signal, giveUp]) });
    } finally {
      clearInterval(renewal);
    }
    if (progress.failure !== null) this.logger.warn(`${lease.hostKey}: ${describeError(progress.failure)}`);
    await this.release(lease, progress, dueAtOf(items, host.work.restDueAt));
  }

  private async work(
    lease: HostLease,
    items: readonly Work[],
    progress: TurnProgress,
    signals: { stopping: AbortSignal; giveUp: AbortSignal },
  ): Promise<void> {
    const gapMs = this.gapOf(lease);
    const open = new Set<Promise<void>>();
    for (const item of items) {
      if (progress.over || signals.stopping.aborted || signals.giveUp.aborted) break;
      const request = this.ask(lease, item, progress, signals.giveUp).finally(() => open.delete(request));
      open.add(request);
      while (open.size >= this.on.settings.perHost) await Promise.race(open);
      if (gapMs === 0) continue;
      await untilAll(open, gapMs);
      if (open.size === 0) break;
    }
    await Promise.all(open);
  }

  private async ask(
    lease: HostLease,
    item: Work,
    progress: TurnProgress,
    giveUp: AbortSignal,
  ): Promise<void> {
    try {
      const end = await item.run(giveUp);
      const request = end.kind === 'completed' ? end : null;
      item.dueAt = request?.dueAt === undefined ? 'unknown' : request.dueAt;
      const pauseSeconds = request ? hostPauseOf(lease, request) : 0;
      progress.over ||= request === null || pauseSeconds > 0;
      const gap = Math.max(this.gapOf(lease), pauseSeconds * 1000);
      const endedAt = request?.endedAt?.getTime() ?? this.msFromNow(0);
      progress.pauseUntil = Math.max(progress.pauseUntil, endedAt + gap);
    } catch (error) {
      item.dueAt = 'unknown';
      progress.over = true;
      progress.failure ??= error;
      progress.pauseUntil = Math.max(
        progress.pauseUntil,
        this.msFromNow(Math.max(FAILURE_PAUSE_MS, this.gapOf(lease))),
      );
    }
  }

  private itemsOf({ lease, work }: HostWork): Work[] {
    const polls = work.feeds.map((feed) => ({
      dueAt: feed.nextFetchAt,
      run: (signal: AbortSignal) => this.on.feeds.poll(feed, signal),
    }));
    const fetches = work.pages.map((page) => ({
      dueAt: page.nextAttemptAt,
      run: (signal: AbortSignal) => this.on.pages.fetch(lease, page, signal),
    }));
    return lease.token % 2 === 0 ? [...fetches, ...polls] : [...polls, ...fetches];
  }

  private msFromNow(ms: number): number {
    return this.on.now().getTime() + ms;
  }

  /** Pause between two requests: the longer of our own and the site's. */
  private gapOf(lease: HostLease): number {
    return Math.max(this.on.settings.gapMs, lease.crawlDelayMs);
  }

  private async renew(lease: HostLease, lost: AbortController): Promise<void> {
    try {
      const held = await this.on.frontier.renewLease(lease, this.on.now(), this.on.settings.leaseMs);
      if (held) return;
      this.logger.warn(`${lease.hostKey}: the lease has gone to another replica`);
      lost.abort();
    } catch (error) {
      this.logger.warn(`${lease.hostKey}: the lease could not be renewed: ${describeError(error)}`);
    }
  }

  private async release(
    lease: HostLease,
    progress: TurnProgress,
    dueAt: Date | null | undefined,
  ): Promise<void> {
    try {
      await this.on.frontier.releaseHost(lease, new Date(progress.pauseUntil), dueAt);
    } catch (error) {
      this.logger.warn(`${lease.hostKey}: not given back, the lease will lapse: ${describeError(error)}`);
    }
  }
}

/**
 * Seconds without requests to the host. It counts consecutive 503s; the lease passes the count on to the next
 * turn.
 */
function hostPauseOf(lease: HostLease, { hostPauseSeconds, unavailable }: CompletedRequest): number {
  lease.unavailable = unavailable ? lease.unavailable + 1 : 0;
  if (!unavailable) return hostPauseSeconds;
  const { hostKey, unavailable: inARow } = lease;
  return Math.max(hostPauseSeconds, unavailablePauseSeconds(hostKey, inARow, unavailable.retryAfterSeconds));
}

/** When the host is next due; undefined when only the database can say. */
function dueAtOf(items: readonly Work[], restDueAt: Date | null): Date | null | undefined {
  const times = [restDueAt, ...items.map(({ dueAt }) => dueAt)];
  if (times.includes('unknown')) return undefined;
  const dates = times.filter((time) => time instanceof Date).map((time) => time.getTime());
  return dates.length === 0 ? null : new Date(Math.min(...dates));
}

/** Resolves when all have ended, or after the time. */
async function untilAll(open: ReadonlySet<Promise<void>>, ms: number): Promise<void> {
  const ended = new AbortController();
  const all = Promise.all(open).then(() => {
    ended.abort();
  });
  await Promise.race([all, pause(ms, ended.signal)]);
}
