import {
  deterministicId,
  events,
  makeEvent,
  type ArticleWithdrawn,
  type StageOutcome,
} from '@dateline/contracts';
import { createHash } from 'node:crypto';
import { EventPublisher, TransientError } from '../../src/index.js';
import type { SimulatedKafka } from './simulated-kafka.js';
import type { VirtualTime } from './virtual-time.js';

/** An order as its author knows it. One that can never work is `poison`. */
export interface Order {
  id: string;
  articleId: string;
  poison: boolean;
}

/** One process that publishes orders with a real `EventPublisher`, each until it is acknowledged. */
export class OrderDesk {
  private readonly publisher: EventPublisher;
  private isAlive = true;

  constructor(
    readonly kafka: SimulatedKafka,
    private readonly time: VirtualTime,
    /** Ids of the orders that were acknowledged; it outlives the process, as a database does. */
    private readonly acknowledged: Set<string>,
  ) {
    const settings = { brokers: [], clientId: 'simulated', prefix: '' };
    this.publisher = new EventPublisher(settings, 'gateway', () => kafka.client);
  }

  /** Publishes again, with the same ids, as long as the fate of the order is unknown. */
  async send(order: Order): Promise<void> {
    while (this.isAlive && !this.acknowledged.has(order.id)) {
      try {
        await this.publisher.publish({ events: [eventOf(order)], outcomes: [outcomeOf(order)] });
        this.acknowledged.add(order.id);
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        await this.time.wait(this.time.between(200, 2_000));
      }
    }
  }

  kill(): void {
    this.isAlive = false;
    this.kafka.setLine('dead');
  }
}

export function orderOf(n: number, poison: boolean): Order {
  const articleId = createHash('sha256')
    .update(`article ${n % 5}`)
    .digest('hex');
  return { id: deterministicId('order', String(n)), articleId, poison };
}

function eventOf({ id, articleId, poison }: Order) {
  const at = new Date().toISOString();
  const reason = poison ? 'poison' : 'an error';
  const order: ArticleWithdrawn = {
    articleId,
    action: 'retract',
    reason,
    requestedBy: 'desk',
    requestedAt: at,
  };
  return makeEvent(events.articleWithdrawn, { id, source: '/desk', time: at, subject: articleId }, order);
}

/** The outcome that is published with an order, under a stage of its own, so that it can be told apart. */
function outcomeOf({ id, articleId }: Order): StageOutcome {
  return {
    articleId,
    stage: 'discover',
    outcome: 'emitted',
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: id,
    emitted: [id],
    input: null,
    attempts: 1,
    service: 'gateway',
    version: '1',
    feedId: null,
    url: null,
    occurredAt: new Date().toISOString(),
  };
}
