import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { events, makeEvent, type OperatorChange } from '@dateline/contracts';
import type { EventPublisher } from '@dateline/messaging';
import { WorkLoop } from '@dateline/service';
import type { OperatorChangeRepository, StoredChange } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { GATEWAY_SOURCE } from '../version.js';

const LEASE_MS = 30_000;
const IDLE_MS = 1_000;

interface ChangePublisherDependencies {
  changes: Pick<OperatorChangeRepository, 'lease' | 'published'>;
  publisher: Pick<EventPublisher, 'publish'>;
  now: () => Date;
}

/** Publishes the lines of the audit log, those of the command line too. A line waits in MongoDB until Kafka has it. */
export class ChangePublisher {
  private readonly ending = new AbortController();
  private readonly loop: WorkLoop;

  constructor(private readonly on: ChangePublisherDependencies) {
    this.loop = new WorkLoop({
      next: () => this.publishNext(),
      logger: new Logger('Audit log'),
      complaint: 'changes cannot be published now',
      idleMs: IDLE_MS,
      afterFailuresMs: (failures) => backoffMs(failures, RETRY_POLICIES.workLoop),
      stopping: this.ending.signal,
    });
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the work under way is done. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.loop.stop();
  }

  /** False when nothing is due. */
  async publishNext(): Promise<boolean> {
    const { changes, publisher, now } = this.on;
    const change = await changes.lease(now(), LEASE_MS);
    if (!change) return false;
    await publisher.publish({ events: [eventOf(change)], outcomes: [] });
    await changes.published(change.changeId);
    return true;
  }
}

function eventOf({ at, outcome, ...change }: StoredChange) {
  const time = at.toISOString();
  const data: OperatorChange = { ...change, outcome: outcome ?? 'unknown', at: time };
  const attributes = { id: change.changeId, source: GATEWAY_SOURCE, time, subject: change.changeId };
  return makeEvent(events.operatorChange, attributes, data);
}
