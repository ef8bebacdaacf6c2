import { describeError } from '@dateline/messaging';
import type { Database, HostLease } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { PageFetcher } from './fetch-page.js';
import type { FeedPoller, RequestEnd } from './poll-feed.js';

export interface TurnDependencies {
  frontier: Database['frontier'];
  feeds: Pick<FeedPoller, 'poll'>;
  pages: Pick<PageFetcher, 'fetch'>;
  settings: { leaseMs: number; gapMs: number };
  now: () => Date;
}

/** Requests of one turn where no pause is asked for between them. */
const MAX_REQUESTS = 20;
/** Pause of a host whose work could not be read or written. */
const TROUBLE_PAUSE_MS = 5_000;

type Work = (signal: AbortSignal) => Promise<RequestEnd | null>;

/**
 * One turn at a leased host, one request at a time: feeds and pages go first by turns, so that neither waits for the other's backlog. The host goes back to the frontier when a pause is due,
 * so a pause takes up no slot and any replica may go on after it.
 */
export class HostTurn {
  private readonly logger = new Logger('Frontier');

  constructor(private readonly on: TurnDependencies) {}

  /** Never throws: what goes wrong is logged, and the host comes back later. `stopping` ends the turn, `giveUp` the request too. */
  async take(lease: HostLease, stopping: AbortSignal, giveUp: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      void this.renew(lease, lost);
    }, this.on.settings.leaseMs / 3);
    const gapMs = this.gapOf(lease);
    let pauseMs = gapMs;
    try {
      pauseMs = Math.max(pauseMs, await this.work(lease, stopping, AbortSignal.any([lost.signal, giveUp])));
    } catch (error) {
      pauseMs = Math.max(pauseMs, TROUBLE_PAUSE_MS);
      this.logger.warn(`${lease.hostKey}: ${describeError(error)}`);
    } finally {
      clearInterval(renewal);
    }
    await this.release(lease, pauseMs);
  }

  /** Gives the milliseconds for which the server asked to be left alone. */
  private async work(lease: HostLease, stopping: AbortSignal, giveUp: AbortSignal): Promise<number> {
    for (const item of await this.dueWork(lease)) {
      if (stopping.aborted || giveUp.aborted) return 0;
      const end = await item(giveUp);
      if (end === null) return 0;
      if (end.hostPauseSeconds > 0) return end.hostPauseSeconds * 1000;
    }
    return 0;
  }

  private async dueWork(lease: HostLease): Promise<Work[]> {
    const limit = this.gapOf(lease) > 0 ? 1 : MAX_REQUESTS;
    const { feeds, pages } = await this.on.frontier.dueWork(lease, this.on.now(), limit);
    const polls = feeds.map((feed) => (signal: AbortSignal) => this.on.feeds.poll(feed, signal));
    const fetches = pages.map((page) => (signal: AbortSignal) => this.on.pages.fetch(lease, page, signal));
    const inOrder = lease.token % 2 === 0 ? [...fetches, ...polls] : [...polls, ...fetches];
    return inOrder.slice(0, limit);
  }

  /** Pause between two requests: the longer of ours and of the site's own wish. */
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

  private async release(lease: HostLease, pauseMs: number): Promise<void> {
    try {
      await this.on.frontier.releaseHost(lease, new Date(this.on.now().getTime() + pauseMs));
    } catch (error) {
      this.logger.warn(`${lease.hostKey}: not given back, the lease will lapse: ${describeError(error)}`);
    }
  }
}
