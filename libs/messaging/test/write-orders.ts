import {
  deterministicId,
  events,
  makeEvent,
  toCloudEventHeaders,
  topics,
  type ArticleWithdrawn,
  type OutgoingEvent,
} from '@dateline/contracts';
import { Kafka, logLevel, type Message } from 'kafkajs';

const at = '2026-03-03T09:00:00.000Z';

/** An order to withdraw an article. The stages of the specs go by its reason. */
export function order(articleId: string, reason: string): OutgoingEvent<ArticleWithdrawn> {
  return makeEvent(
    events.articleWithdrawn,
    { id: deterministicId('order', articleId, reason), source: '/test', time: at, subject: articleId },
    { articleId, action: 'retract', reason, requestedBy: 'test', requestedAt: at },
  );
}

export const messageOf = (event: OutgoingEvent): Message => ({
  key: event.subject,
  value: JSON.stringify(event.data),
  headers: toCloudEventHeaders(event),
});

/** Writes to the topic of orders by a client that is none of the product's code. */
export async function writeOrders(brokers: string[], prefix: string, messages: Message[]): Promise<void> {
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
    // What is sent again must not be there twice.
    idempotent: true,
    maxInFlightRequests: 1,
    // Partitions of a new topic get their leaders a moment later, on a busy machine many moments.
    retry: { retries: 20 },
  });
  await producer.connect();
  await producer.send({ topic: prefix + topics.withdrawn.name, messages });
  await producer.disconnect();
}
