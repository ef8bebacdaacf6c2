import { Logger } from '@nestjs/common';
import type { Kafka, Producer, Transaction } from 'kafkajs';
import { splitIntoRequests, type EncodedMessage } from './encode-event.js';
import { isRefusedByBroker, PermanentError, TransientError } from '../messaging.errors.js';
import type { KafkaNames } from '../kafka/kafka-client.js';

/** The transaction of one chunk: its messages, and the offset at which the group continues. */
export interface ChunkTransaction {
  messages: EncodedMessage[];
  nextOffset: string;
}

const MAX_OFFSET_TRIES = 20;

/**
 * Transactions of one input partition. The transactional id names the partition, so a new owner fences the
 * old one. kafkajs does not send the group's generation with the offsets (KIP-447); the producer epoch does
 * that job instead.
 */
export class PartitionTransactions {
  private readonly logger = new Logger('Transactions');
  private producer: Producer | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly names: KafkaNames,
    private readonly input: { group: string; topic: string; partition: number; transactionTimeoutMs: number },
  ) {}

  /**
   * Makes this process the partition's only writer and returns the committed offset, or null when there is
   * none. The order matters: once the old owner is fenced and its open transaction ended, the offset cannot
   * move any more.
   */
  async acquire(): Promise<bigint | null> {
    const { group, topic, partition } = this.input;
    const producer = this.kafka.producer({
      transactionalId: `${group}-${topic}-${partition}`,
      transactionTimeout: this.input.transactionTimeoutMs,
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: 12, initialRetryTime: 50, maxRetryTime: 1000 },
    });
    try {
      await producer.connect();
      const fence = await producer.transaction();
      await fence.abort();
      this.producer = producer;
      return await this.committedOffset();
    } catch (cause) {
      await this.release(producer);
      throw new TransientError('kafka_unavailable', `cannot take partition ${topic}/${partition}`, { cause });
    }
  }

  get acquired(): boolean {
    return this.producer !== null;
  }

  /**
   * Writes and commits a chunk, all or nothing. After a failure the partition must be acquired again. Throws
   * PermanentError `refused_by_broker` when this chunk could never be written, TransientError otherwise.
   */
  async commit(chunk: ChunkTransaction): Promise<void> {
    const { topic, partition } = this.input;
    const producer = this.producer;
    if (!producer) throw new TransientError('not_acquired', `partition ${topic}/${partition} is not held`);
    let transaction: Transaction | null = null;
    try {
      transaction = await producer.transaction();
      await sendAll(transaction, this.names, chunk.messages);
      await this.sendOffsets(transaction, chunk.nextOffset);
      await transaction.commit();
    } catch (cause) {
      await this.abandon(transaction);
      if (isRefusedByBroker(cause)) {
        throw new PermanentError('refused_by_broker', `Kafka takes no such output of ${topic}/${partition}`, {
          cause,
        });
      }
      throw new TransientError('transaction_failed', `transaction of ${topic}/${partition} failed`, {
        cause,
      });
    }
  }

  /** kafkajs retries its sends, but not this call while the broker is still ending the previous transaction. */
  private async sendOffsets(transaction: Transaction, nextOffset: string): Promise<void> {
    const { group, topic, partition } = this.input;
    const offsets = {
      consumerGroupId: group,
      topics: [{ topic, partitions: [{ partition, offset: nextOffset }] }],
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await transaction.sendOffsets(offsets);
        return;
      } catch (error) {
        const type: unknown = error instanceof Error ? Reflect.get(error, 'type') : undefined;
        if (type !== 'CONCURRENT_TRANSACTIONS' || attempt === MAX_OFFSET_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 10 * attempt));
      }
    }
  }

  async release(producer = this.producer): Promise<void> {
    this.producer = null;
    await producer?.disconnect().catch((error: unknown) => {
      this.logger.debug(`disconnect: ${String(error)}`);
    });
  }

  /** Aborts a failed transaction if that is still possible; otherwise the broker's time-out ends it. */
  private async abandon(transaction: Transaction | null): Promise<void> {
    if (transaction?.isActive()) {
      await transaction.abort().catch((error: unknown) => {
        this.logger.debug(`abort: ${String(error)}`);
      });
    }
    await this.release();
  }

  private async committedOffset(): Promise<bigint | null> {
    const { group, topic, partition } = this.input;
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      const offset = found?.partitions.find((p) => p.partition === partition)?.offset;
      return offset === undefined || offset === '-1' ? null : BigInt(offset);
    } finally {
      await admin.disconnect();
    }
  }
}

/** Writes messages in a transaction, split into requests that the broker accepts. */
export async function sendAll(
  transaction: Transaction,
  names: KafkaNames,
  messages: readonly EncodedMessage[],
): Promise<void> {
  for (const request of splitIntoRequests(messages)) {
    const byTopic = Map.groupBy(request, (m) => m.topic);
    await transaction.sendBatch({
      acks: -1,
      topicMessages: [...byTopic].map(([topic, list]) => ({
        topic: names.topic(topic),
        messages: list.map((m) => m.message),
      })),
    });
  }
}
