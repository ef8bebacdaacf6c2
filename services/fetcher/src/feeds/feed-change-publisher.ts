import { deterministicId, events, makeEvent, type OutgoingEvent } from '@dateline/contracts';
import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import type { EventPublisher } from '@dateline/messaging';
import { WorkLoop } from '@dateline/service';
import type { Database, FeedChange, UntoldFeed } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { feedRecordOf } from './feed-record.js';
import { FETCHER_SOURCE } from '../runtime/version.js';

export interface FeedChangePublisherDependencies {
  storage: Pick<Database, 'feedChanges'>;
  publisher: Pick<EventPublisher, 'publish'>;
  settings: { leaseMs: number; idleMs: number };
  now: () => Date;
  stopping: AbortSignal;
}

/**
 * Publishes changes of feeds, whoever made them, each together with the feed's record as it is then. A change
 * stays with its feed until Kafka has it; after a crash it is published again with the same id. Each record is
 * told again once a day, so that a consumer's state is right after whatever another version left untold.
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
    const at = now();
    const untold = await storage.feedChanges.lease(at, settings.leaseMs, new Date(at.getTime() - DAY_MS));
    if (untold.length === 0) return false;
    const events = untold.flatMap((feed) => [...changesOf(feed), recordOf(feed, at)]);
    await publisher.publish({ events, outcomes: [] });
    await storage.feedChanges.done(untold, now());
    return true;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

const changesOf = ({ feedId, changes }: UntoldFeed) => changes.map((change) => eventOf(feedId, change));

/** The feed's record, or its tombstone. */
function recordOf({ feedId, feed, changes }: UntoldFeed, at: Date): OutgoingEvent {
  const common = { source: FETCHER_SOURCE, subject: feedId };
  if (feed === null) {
    const time = (changes.at(-1)?.at ?? at).toISOString();
    return makeEvent(
      events.feedRemoved,
      { ...common, id: deterministicId('feed-removed', feedId, time), time },
      null,
    );
  }
  const record = feedRecordOf(feed);
  const id = deterministicId('feed', feedId, String(feed.revision));
  return makeEvent(events.feedDescribed, { ...common, id, time: record.updatedAt }, record);
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
