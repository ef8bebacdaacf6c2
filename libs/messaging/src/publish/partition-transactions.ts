import type { Kafka } from 'kafkajs';
import { askCluster } from '../kafka/ask-cluster.js';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { isRefusedByBroker, PermanentError, TransientError } from '../messaging.errors.js';
import type { EncodedMessage } from './encode-event.js';
import { TransactionalProducer } from './transactional-producer.js';

/** The transaction of one chunk: its messages, and the offset at which the group continues. */
export interface ChunkTransaction {
  messages: EncodedMessage[];
  nextOffset: string;
}

/**
 * Transactions of one input partition. The transactional id names the partition, so a new owner fences the
 * old one. kafkajs does not send the group's generation with the offsets (KIP-447); the producer epoch does
 * that job instead.
 */
export class PartitionTransactions {
  private producer: TransactionalProducer | null = null;

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
    let producer: TransactionalProducer | null = null;
    try {
      producer = await TransactionalProducer.open(this.kafka, this.names, {
        transactionalId: `${group}-${topic}-${partition}`,
        transactionTimeoutMs: this.input.transactionTimeoutMs,
      });
      await producer.fence();
      this.producer = producer;
      return await this.committedOffset();
    } catch (cause) {
      this.producer = null;
      await producer?.close();
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
    const { group, topic, partition } = this.input;
    const producer = this.producer;
    if (!producer) throw new TransientError('not_acquired', `partition ${topic}/${partition} is not held`);
    try {
      await producer.run(async (transaction) => {
        await transaction.write(chunk.messages);
        await transaction.commitOffset({ group, topic, partition, offset: chunk.nextOffset });
      });
    } catch (cause) {
      this.producer = null;
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

  async release(): Promise<void> {
    const producer = this.producer;
    this.producer = null;
    await producer?.close();
  }

  private async committedOffset(): Promise<bigint | null> {
    const { group, topic, partition } = this.input;
    const [found] = await askCluster(this.kafka, (admin) =>
      admin.fetchOffsets({ groupId: group, topics: [topic] }),
    );
    const offset = found?.partitions.find((p) => p.partition === partition)?.offset;
    return offset === undefined || offset === '-1' ? null : BigInt(offset);
  }
}
