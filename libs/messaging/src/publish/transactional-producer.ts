import { RETRY_POLICIES, stepMs } from '@dateline/config';
import { Logger } from '@nestjs/common';
import type { Kafka, Producer, Transaction } from 'kafkajs';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { describeError, isTransactionBusy } from '../messaging.errors.js';
import { checkAnswers } from './check-answers.js';
import { splitIntoRequests, type EncodedMessage } from './encode-event.js';
import { LeaderGuard, TopicLeaders, type PlacedMessage } from './topic-leaders.js';

export interface ProducerSettings {
  transactionalId: string;
  transactionTimeoutMs: number;
}

/** Where a group continues in one partition. The topic is that of the cluster. */
export interface GroupOffset {
  group: string;
  topic: string;
  partition: number;
  offset: string;
}

/** What can be done in a transaction, one call after the other. */
export interface OpenTransaction {
  write(messages: readonly EncodedMessage[]): Promise<void>;
  commitOffset(offset: GroupOffset): Promise<void>;
}

/**
 * The producer of one transactional id. kafkajs sends the parts of a batch to all leaders at once, and tries all
 * of them again when one fails, also those that are under way; and since it keeps answers by broker, it can leave
 * out a partition that moved (`producer/sendMessages.js`). So a request goes to one leader at a time, kafkajs
 * tries nothing again, and each partition's answer is counted. After any failure the transaction is aborted and
 * the producer closed: the next one has a new epoch, and what the old one still has under way is refused.
 */
export class TransactionalProducer {
  private readonly logger = new Logger('Transactions');
  private readonly guard = new LeaderGuard();
  private readonly leaders: TopicLeaders;
  private readonly producer: Producer;

  private constructor(
    kafka: Kafka,
    private readonly names: KafkaNames,
    { transactionalId, transactionTimeoutMs }: ProducerSettings,
  ) {
    this.leaders = new TopicLeaders(kafka);
    this.producer = kafka.producer({
      transactionalId,
      transactionTimeout: transactionTimeoutMs,
      maxInFlightRequests: 1,
      // Transactions are idempotent whatever this says; kafkajs would not take "no retries" with it.
      idempotent: false,
      retry: { retries: 0 },
      createPartitioner: () => (args) => this.guard.partitionOf(args),
    });
  }

  static async open(
    kafka: Kafka,
    names: KafkaNames,
    settings: ProducerSettings,
  ): Promise<TransactionalProducer> {
    const opened = new TransactionalProducer(kafka, names, settings);
    try {
      await opened.producer.connect();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** Ends what an earlier holder of the id left open, and lets that one write no more. */
  async fence(): Promise<void> {
    await (await this.producer.transaction()).abort();
  }

  /** Does the work in one transaction, all or nothing. If it fails, this producer is closed. */
  async run(work: (transaction: OpenTransaction) => Promise<void>): Promise<void> {
    let transaction: Transaction | null = null;
    try {
      transaction = await this.producer.transaction();
      await work(this.doorTo(transaction));
      await transaction.commit();
    } catch (error) {
      await this.abandon(transaction);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect().catch((error: unknown) => {
      this.logger.debug(`disconnect: ${describeError(error)}`);
    });
  }

  private doorTo(transaction: Transaction): OpenTransaction {
    return {
      write: (messages) => this.write(transaction, messages),
      commitOffset: ({ group, topic, partition, offset }) =>
        whileBusy(() =>
          transaction.sendOffsets({
            consumerGroupId: group,
            topics: [{ topic, partitions: [{ partition, offset }] }],
          }),
        ),
    };
  }

  private async write(transaction: Transaction, messages: readonly EncodedMessage[]): Promise<void> {
    const named = messages.map((message) => ({ ...message, clusterTopic: this.names.topic(message.topic) }));
    const placed = await this.leaders.place(named);
    for (const [leader, list] of Map.groupBy(placed, (message) => message.leader)) {
      for (const request of splitIntoRequests(list)) await this.send(transaction, leader, request);
    }
  }

  /**
   * One produce request to one leader. Only "the last transaction is still being ended" lets it be sent again: the
   * request is then the same to its sequence numbers, so that nothing of it can be written twice.
   */
  private async send(
    transaction: Transaction,
    leader: number,
    request: readonly PlacedMessage[],
  ): Promise<void> {
    this.guard.expect(leader);
    const topicMessages = [...Map.groupBy(request, (message) => message.clusterTopic)].map(
      ([topic, list]) => ({
        topic,
        messages: list.map(({ message, partition }) => ({ ...message, partition })),
      }),
    );
    checkAnswers(request, await whileBusy(() => transaction.sendBatch({ acks: -1, topicMessages })));
  }

  /** If the transaction cannot be aborted, the broker ends it at its time-out, or the next epoch does. */
  private async abandon(transaction: Transaction | null): Promise<void> {
    if (transaction?.isActive()) {
      await transaction.abort().catch((error: unknown) => {
        this.logger.debug(`abort: ${describeError(error)}`);
      });
    }
    await this.close();
  }
}

/** Repeats a request while the broker still ends the transaction before this one. */
async function whileBusy<T>(ask: () => Promise<T>): Promise<T> {
  const policy = RETRY_POLICIES.transactionBusy;
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isTransactionBusy(error) || tries === policy.tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, stepMs(tries, policy)));
    }
  }
}
