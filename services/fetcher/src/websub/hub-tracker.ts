import type { Database, FeedHub, Subscription } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { addToTally, judgeHub } from '../verdicts/judge-hub.js';

export interface HubTrackerDependencies {
  storage: Pick<Database, 'entries' | 'websub'>;
  retry: ServiceRetry;
  metrics: Pick<FetcherMetrics, 'hubTallied'>;
  settings: {
    /** Base of the callback addresses; WebSub is off when empty. */
    callbackUrl: string;
    /** Time that a hub has to deliver an entry that a poll found. */
    graceMs: number;
  };
}

/**
 * Keeps a feed's subscription consistent with its publisher's announcement, and counts what its hub delivers
 * and misses.
 */
export class HubTracker {
  private readonly logger = new Logger('WebSub');
  private hasLoggedMissingCallback = false;

  constructor(private readonly on: HubTrackerDependencies) {}

  /** Runs after a successful poll. Returns whether the hub is reliable now. */
  async follow(feedId: string, hub: FeedHub | null, at: Date): Promise<boolean> {
    const { websub } = this.on.storage;
    if (hub === null) {
      await this.whileUnavailable('end a subscription', () => websub.end(feedId, at));
      return false;
    }
    if (this.on.settings.callbackUrl === '') {
      this.logMissingCallback(hub);
      return false;
    }
    const subscription = await this.whileUnavailable('want a subscription', () =>
      websub.want({ feedId, ...hub, callbackId: unguessable(), secret: unguessable(), now: at }),
    );
    const isLeased = subscription.leaseUntil !== null && subscription.leaseUntil > at;
    if (subscription.state !== 'active' || !isLeased) return false;
    return (await this.tally(subscription, at)) === 'trusted';
  }

  /** Counts the entries whose grace period has ended since the last count. */
  private async tally(subscription: Subscription, at: Date): Promise<string> {
    const { feedId, tally, verifiedAt, trust } = subscription;
    const { graceMs } = this.on.settings;
    const to = new Date(at.getTime() - graceMs);
    // The hub is not responsible for entries found before it confirmed the subscription.
    const from = new Date(
      Math.max(tally.until.getTime(), tally.pushed === 0 ? (verifiedAt?.getTime() ?? 0) : 0),
    );
    if (to <= from) return judgeHub(tally);
    const counted = await this.whileUnavailable('count pushed entries', () =>
      this.on.storage.entries.countPushed(feedId, { from, to, graceMs }),
    );
    const next = { ...addToTally(tally, counted), until: to };
    const judged = judgeHub(next);
    const isOurs = await this.whileUnavailable('record a tally', () =>
      this.on.storage.websub.recordTally(subscription, next, judged),
    );
    if (isOurs) this.on.metrics.hubTallied(counted);
    if (judged === 'distrusted' && trust !== 'distrusted')
      this.logger.warn({
        msg: 'the hub misses entries: polling as without it',
        feedId,
        hub: subscription.hub,
      });
    return judged;
  }

  private logMissingCallback({ hubs }: FeedHub): void {
    if (this.hasLoggedMissingCallback) return;
    this.hasLoggedMissingCallback = true;
    this.logger.log(
      `a feed announces the hub ${hubs[0] ?? ''}; WEBSUB_CALLBACK_URL is not set, so there is no WebSub`,
    );
  }

  private whileUnavailable<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.on.retry.whileUnavailable(what, work);
  }
}

const unguessable = (): string => randomBytes(32).toString('base64url');
