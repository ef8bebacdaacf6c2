import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { events, makeEvent, type OperatorChange } from '@dateline/contracts';
import type { EventPublisher } from '@dateline/messaging';
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
  private readonly logger = new Logger('Audit log');
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private failures = 0;
  private stopped = false;

  constructor(private readonly on: ChangePublisherDependencies) {}

  start(): void {
    this.next(0);
  }

  /** Resolves when what is under way is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.underWay;
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

  private next(afterMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.underWay = this.look().then((waitMs) => {
        this.next(waitMs);
      });
    }, afterMs);
  }

  /** Returns the time until the next look. */
  private async look(): Promise<number> {
    try {
      const isMore = await this.publishNext();
      this.failures = 0;
      return isMore ? 0 : IDLE_MS;
    } catch (error) {
      this.failures += 1;
      if (this.failures === 1) this.logger.warn(`changes cannot be published now: ${String(error)}`);
      return backoffMs(this.failures, RETRY_POLICIES.workLoop);
    }
  }
}

function eventOf({ at, outcome, ...change }: StoredChange) {
  const time = at.toISOString();
  const data: OperatorChange = { ...change, outcome: outcome ?? 'unknown', at: time };
  const attributes = { id: change.changeId, source: GATEWAY_SOURCE, time, subject: change.changeId };
  return makeEvent(events.operatorChange, attributes, data);
}
