import type { Kafka } from 'kafkajs';
import { deadLetterTopicOf } from '@dateline/contracts';
import { readLag } from '../kafka/consumer-lag.js';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { retryWhileNotReady } from '../kafka/retry-while-not-ready.js';
import { readDeadLetter, type DeadLetter } from './read-dead-letter.js';
import { readRanges, type OffsetRange } from '../kafka/read-ranges.js';

const READ_MS = 60_000;
const VISIBLE_MS = 5_000;
const POLL_MS = 50;

/** Offsets of a topic: where the replayed letters end and the waiting ones begin, and the present end. */
export interface LetterRange {
  service: string;
  topic: string;
  partition: number;
  first: bigint;
  end: bigint;
}

/** The dead-letter topics. The offsets of one consumer group record how far they were replayed. */
export class DeadLetterBox {
  /** Group whose committed offsets separate replayed letters from waiting ones. */
  readonly group: string;

  constructor(
    private readonly kafka: Kafka,
    private readonly names: KafkaNames,
  ) {
    this.group = names.group('gateway', 'dead-letters');
  }

  /** Letters that wait in the services' topics, up to the present ends. */
  async waiting(services: readonly string[]): Promise<LetterRange[]> {
    const pairs = services.map((service) => ({
      group: this.group,
      topic: this.names.topic(deadLetterTopicOf(service)),
    }));
    const lags = await retryWhileNotReady(() => readLag(this.kafka, pairs));
    return lags.flatMap(({ topic, partitions }, i) =>
      partitions.map(({ partition, committed, end }) => ({
        service: services[i] ?? '',
        topic,
        partition,
        first: committed,
        end,
      })),
    );
  }

  /**
   * Waits until the committed offset is visible: a transaction's marker reaches the group's offsets a moment
   * later.
   */
  async untilRead({ service, partition }: LetterRange, next: bigint): Promise<void> {
    for (const deadline = Date.now() + VISIBLE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
      const range = (await this.waiting([service])).find((r) => r.partition === partition);
      if (range && range.first >= next) return;
    }
  }

  /** Visits letters in order until none is left or `visit` returns that it has enough. */
  async read(
    ranges: readonly LetterRange[],
    visit: (letter: DeadLetter) => 'more' | 'enough',
  ): Promise<void> {
    const offsets = ranges.map(({ topic, partition, first, end }): OffsetRange => ({
      topic,
      partition,
      from: first,
      to: end,
    }));
    const group = this.names.group('gateway', `dead-letter-reader-${randomUUID()}`);
    await readRanges(offsets, (range, message) => visit(readDeadLetter(message, range)), {
      kafka: this.kafka,
      group,
      timeoutMs: READ_MS,
    });
  }
}
