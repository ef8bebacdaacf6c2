import { topics } from '@dateline/contracts';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import { KafkaNames } from '../src/kafka/kafka-client.js';
import { StageConsumer, type StageConsumerOptions } from '../src/stage/stage-consumer.js';

const STALL_MS = 10_000;
const TOPIC = topics.withdrawn.name;

/** A group member that joins and never gets a batch, on a topic with five unread messages. */
class PlayedClient {
  /** How often a consumer was started. */
  starts = 0;
  private listeners = new Map<string, (event: object) => void>();

  get client(): Kafka {
    const done = () => Promise.resolve();
    const names = ['FETCH', 'HEARTBEAT', 'GROUP_JOIN', 'REBALANCING', 'CRASH', 'END_BATCH_PROCESS'];
    return {
      consumer: () => ({
        events: Object.fromEntries(names.map((name) => [name, name])),
        on: (name: string, listener: (event: object) => void) => this.listeners.set(name, listener),
        connect: done,
        subscribe: done,
        disconnect: done,
        run: () => {
          this.starts += 1;
          this.tell('GROUP_JOIN');
          return Promise.resolve();
        },
      }),
      admin: () => ({
        connect: done,
        disconnect: done,
        fetchTopicOffsets: () => Promise.resolve([{ partition: 0, low: '0', high: '5' }]),
        fetchOffsets: () => Promise.resolve([{ topic: TOPIC, partitions: [{ partition: 0, offset: '0' }] }]),
      }),
    } as unknown as Kafka;
  }

  tell(event: 'GROUP_JOIN' | 'REBALANCING'): void {
    this.listeners.get(event)?.({ payload: { memberAssignment: { [TOPIC]: [0] } } });
  }
}

const consumerOf = ({ client: kafka }: PlayedClient) =>
  new StageConsumer({
    ...{ kafka, names: new KafkaNames(''), group: 'desk', topic: TOPIC },
    settings: { stallMs: STALL_MS, sessionTimeoutMs: 10_000, handlerMs: 10_000 },
  } as unknown as StageConsumerOptions);

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (stalls: number) => jest.advanceTimersByTimeAsync(stalls * STALL_MS);

it('starts again when a partition has unread messages and does not move', async () => {
  const played = new PlayedClient();
  const consumer = consumerOf(played);
  await consumer.start();
  await pass(0.9);
  expect(played.starts).toBe(1);
  await pass(0.6);
  expect(played.starts).toBe(2);
  await consumer.close();
});

it('does not start again in a rebalance that is slow, nor right after it', async () => {
  const played = new PlayedClient();
  const consumer = consumerOf(played);
  await consumer.start();
  await pass(0.9);
  played.tell('REBALANCING');
  await pass(0.8);
  expect(consumer.health()).toMatchObject({ ready: false, stalledPartitions: 1 });
  played.tell('GROUP_JOIN');
  await pass(0.9);
  expect(played.starts).toBe(1);
  await pass(0.6);
  expect(played.starts).toBe(2);
  await consumer.close();
});
