import { deterministicId, events, makeEvent } from '@dateline/contracts';
import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import type { EventPublisher } from '@dateline/messaging';
import { WorkLoop } from '@dateline/service';
import type { Database, FeedChange } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { FETCHER_SOURCE } from '../runtime/version.js';

export interface FeedChangePublisherDependencies {
  storage: Pick<Database, 'feedChanges'>;
  publisher: Pick<EventPublisher, 'publish'>;
  settings: { leaseMs: number; idleMs: number };
  now: () => Date;
  stopping: AbortSignal;
}

/**
 * Publishes changes of feeds, whoever made them. A change stays in its feed's record until Kafka has it;
 * after a crash it is published again with the same id.
 */
export class FeedChangePublisher {
  private readonly logger = new Logger('Feed changes');
  private readonly loop: WorkLoop;

  constructor(private readonly on: FeedChangePublisherDependencies) {
    this.loop = new WorkLoop({
      next: () => this.publishNext(),
      logger: this.logger,
      complaint: 'changes of feeds could not be told',
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

  private async publishNext(): Promise<boolean> {
    const { storage, publisher, settings, now } = this.on;
    const untold = await storage.feedChanges.lease(now(), settings.leaseMs);
    if (untold.length === 0) return false;
    const events = untold.flatMap(({ feedId, changes }) => changes.map((change) => eventOf(feedId, change)));
    await publisher.publish({ events, outcomes: [] });
    await storage.feedChanges.done(untold);
    return true;
  }
}

function eventOf(feedId: string, told: FeedChange) {
  const { id, change, url: feedUrl, state, reason, previousUrl, duplicateOf } = told;
  const occurredAt = told.at.toISOString();
  const attributes = {
    id: deterministicId('feed-changed', feedId, id),
    source: FETCHER_SOURCE,
    time: occurredAt,
    subject: feedId,
  };
  const data = { feedId, feedUrl, change, state, reason, previousUrl, duplicateOf, occurredAt };
  return makeEvent(events.feedChanged, attributes, data);
}
