import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import type { SkipReason } from '@dateline/contracts';
import { countOffered, FeedError, type ReadSource } from '@dateline/feed';
import { WorkLoop } from '@dateline/service';
import { POLLED_STATES, type Database, type FeedDoc, type PushedDocument } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { wholeDocument } from '../discovery/account-entries.js';
import type { DiscoveryResult, EntryDiscovery } from '../discovery/entry-discovery.js';
import type { FeedParser, ParseDocument } from '../documents/feed-parser.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import { floodOf } from '../feeds/poll-notes.js';
import { judgeDamage } from '../losses/judge-damage.js';
import { windowEntriesOf } from '../losses/measure-loss.js';
import { widenWindow } from '../losses/loss-window.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { hourStart } from '../volume/hours.js';

export interface InboxDependencies {
  discovery: EntryDiscovery;
  storage: Pick<Database, 'entries' | 'feeds' | 'feedCounts' | 'feedMeters' | 'pushInbox' | 'websub'>;
  retry: ServiceRetry;
  metrics: Pick<FetcherMetrics, 'pushRead' | 'documentDamaged'>;
  parse: ParseDocument;
  during: FeedParser['during'];
  settings: { leaseMs: number; idleMs: number };
  now: () => Date;
  stopping: AbortSignal;
  /** While it is closed, bodies wait in the inbox. */
  intake: { isOpen: boolean };
}

/**
 * Reads hub deliveries as if a poll had brought them. A body stays in the inbox until its entries are
 * published and recorded.
 */
export class InboxReader {
  private readonly logger = new Logger('WebSub');
  private readonly loop: WorkLoop;

  constructor(private readonly on: InboxDependencies) {
    this.loop = new WorkLoop({
      next: () => this.readNext(),
      logger: this.logger,
      complaint: 'the inbox could not be read',
      idleMs: on.settings.idleMs,
      afterFailuresMs: (failures) => backoffMs(failures, RETRY_POLICIES.workLoop),
      stopping: on.stopping,
    });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async readNext(): Promise<boolean> {
    const { storage, settings, now, intake } = this.on;
    if (!intake.isOpen) return false;
    const push = await storage.pushInbox.lease(now(), settings.leaseMs);
    if (push === null) return false;
    try {
      await this.on.during(this.on.stopping, () => this.read(push));
    } catch (error) {
      // Kafka or MongoDB is away, or we have a defect: the body is retried later, and polls find its entries.
      const waitMs = backoffMs(push.attempts, RETRY_POLICIES.pushedBody);
      await storage.pushInbox.retry(push, new Date(now().getTime() + waitMs));
      throw error;
    }
    await storage.pushInbox.done(push);
    return true;
  }

  private async read(push: PushedDocument): Promise<void> {
    const { storage, metrics, now } = this.on;
    const feed = await storage.feeds.get(push.feedId);
    const at = now();
    if (!feed || !POLLED_STATES.includes(feed.state)) {
      if (feed) await this.refuse(feed, countOffered(push.body), 'policy', at);
      metrics.pushRead('not_followed', 0);
      return;
    }
    const parsed = await orRefusal(this.parse(push));
    const discovered =
      parsed instanceof FeedError
        ? parsed
        : await orRefusal(this.on.discovery.discover(feed, wholeDocument(parsed), { at, foundBy: 'push' }));
    if (parsed instanceof FeedError || discovered instanceof FeedError) {
      await this.refuse(feed, parsed.offered, 'unreadable', at);
      // A hub may send only a ping. The feed itself has the new entries.
      await storage.feeds.makeDue(feed.feedId, 'pushed_unreadable', at);
      metrics.pushRead('unreadable', 0);
      return;
    }
    await this.record(feed, discovered, { at, bytes: push.body.length });
    const flood = floodOf(discovered);
    if (flood !== null && feed.state === 'active')
      await storage.feeds.setState(feed.feedId, 'flooding', flood, at);
    const damage = judgeDamage(parsed, false);
    if (damage) {
      metrics.documentDamaged(damage.kind);
      await storage.feeds.makeDue(feed.feedId, 'pushed_damaged', at);
    }
    metrics.pushRead('read', discovered.newEntries);
    const { newEntries, changedEntries } = discovered;
    this.logger.log({
      msg: 'feed pushed',
      feedId: feed.feedId,
      feedUrl: feed.url,
      newEntries,
      changedEntries,
    });
  }

  private async refuse(feed: FeedDoc, offered: number, reason: SkipReason, at: Date): Promise<void> {
    const { account } = this.on.discovery.refuse(offered, reason);
    await this.on.storage.feedCounts.add(feed.feedId, at, { counts: { pushes: 1 }, account });
  }

  private async parse({ callbackId, body, contentType }: PushedDocument): Promise<ReadSource> {
    const subscription = await this.on.storage.websub.get(callbackId);
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    return this.on.parse(body, { url: subscription?.documentUrl ?? '', headers });
  }

  private async record(
    feed: FeedDoc,
    discovered: DiscoveryResult,
    { at, bytes }: { at: Date; bytes: number },
  ): Promise<void> {
    const { storage } = this.on;
    const { feedId } = feed;
    await storage.entries.markPushed(
      feedId,
      discovered.identified.map(({ key }) => key),
      at,
    );
    const window = (await storage.feedMeters.window(feedId)) ?? { names: [] };
    const entries = windowEntriesOf(discovered.identified);
    await storage.feedMeters.setWindow(feedId, { ...widenWindow(window, entries), at });
    const { newEntries, changedEntries, newKeys, identified, account } = discovered;
    const hours = identified
      .filter(({ key }) => newKeys.has(key))
      .map(() => ({
        at: new Date(hourStart(at.getTime())),
        entries: 1,
        observedSeconds: 0,
      }));
    const counts = { pushes: 1, pushedEntries: newEntries, newEntries, changedEntries, bytes };
    await storage.feedCounts.add(feedId, at, { counts, hours, account });
    await storage.feeds.recordPush(feedId, {
      at,
      bytes,
      entries: identified.length,
      newEntries,
      changedEntries,
      account,
    });
  }
}

/** The result of work on a document, or why the document is refused. */
function orRefusal<T>(work: Promise<T>): Promise<T | FeedError> {
  return work.catch((error: unknown) => {
    if (error instanceof FeedError) return error;
    throw error;
  });
}
