import type { Kafka, Producer, ProducerConfig } from 'kafkajs';
import { createRequire } from 'node:module';

/** One batch that a broker appended, and what became of its transaction. */
export interface Appended {
  partition: number;
  values: string[];
  epoch: number;
  sequence: number;
  state: 'open' | 'committed' | 'aborted';
}

interface TopicData {
  topic: string;
  partitions: { partition: number; firstSequence: number; messages: { value: Buffer | null }[] }[];
}

/** A request that a test may answer with an error, before or after it is carried out. */
export interface Asked {
  api: 'produce' | 'addPartitions' | 'addOffsets' | 'endTxn';
  broker: number;
  partitions: number[];
}

/** An error as kafkajs makes it of a broker's answer. */
export const protocolError = (type: string, retriable = true): Error =>
  Object.assign(new Error(type), { name: 'KafkaJSProtocolError', type, retriable });

/** The answer of a request that was carried out is lost with its connection. */
export const lostAnswer = (): Error =>
  Object.assign(new Error('Closed connection'), { name: 'KafkaJSConnectionClosedError', retriable: true });

const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore, namespace: () => quiet };
function ignore(): void {
  // Nothing is said in a spec.
}

/**
 * Brokers that are played, under kafkajs's own producer: `producer/sendMessages.js` and the manager of transactions
 * run as they are. One topic, of which each partition has a leader.
 */
export class PlayedCluster {
  readonly log: Appended[] = [];
  readonly offsets: string[] = [];
  epoch = 0;
  /** Throws or waits in place of a request. */
  before: (asked: Asked) => void | Promise<void> = ignore;
  /** Throws after a request was carried out: its answer is lost. */
  after: (asked: Asked) => void | Promise<void> = ignore;
  /** Whether a partition's answer is in the response. */
  answers: (partition: number) => boolean = () => true;
  private pendingOffset: string | null = null;

  constructor(readonly leaders: number[]) {}

  /** As the client of the product, with kafkajs's own producer. */
  get client(): Kafka {
    const require = createRequire(import.meta.url);
    const createProducer = require('kafkajs/src/producer') as (options: object) => Producer;
    const cluster = this.cluster();
    return {
      producer: (config: ProducerConfig) => createProducer({ ...config, cluster, logger: quiet }),
      admin: () => ({
        connect: () => Promise.resolve(),
        disconnect: () => Promise.resolve(),
        fetchTopicMetadata: ({ topics }: { topics: string[] }) =>
          Promise.resolve({ topics: topics.map((name) => ({ name, partitions: this.metadata() })) }),
        fetchOffsets: () => Promise.resolve([]),
      }),
    } as unknown as Kafka;
  }

  /** The values that a read-committed reader finds, sorted. */
  committed(): string[] {
    return this.log.flatMap(({ state, values }) => (state === 'committed' ? values : [])).sort();
  }

  private metadata() {
    return this.leaders.map((leader, partitionId) => ({ partitionId, leader }));
  }

  private cluster() {
    const brokers = [0, 1, 2, 3].map((nodeId) => this.broker(nodeId));
    return {
      retry: { retries: 3, initialRetryTime: 1, maxRetryTime: 5, factor: 0, multiplier: 1 },
      targetTopics: new Set(),
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      isConnected: () => true,
      refreshMetadata: () => Promise.resolve(),
      refreshMetadataIfNecessary: () => Promise.resolve(),
      addMultipleTargetTopics: () => Promise.resolve(),
      removeBroker: ignore,
      markOffsetAsCommitted: ignore,
      findTopicPartitionMetadata: () => this.metadata(),
      findLeaderForPartitions: (_topic: string, partitions: string[]) =>
        Object.groupBy(partitions.map(Number), (partition) => this.leaders[partition] ?? -1),
      findBroker: ({ nodeId }: { nodeId: string }) => Promise.resolve(brokers[Number(nodeId)]),
      findGroupCoordinator: () => Promise.resolve(brokers[0]),
      findControllerBroker: () => Promise.resolve(brokers[0]),
    };
  }

  private broker(nodeId: number) {
    const ask = async <T>(asked: Omit<Asked, 'broker'>, carryOut: () => T): Promise<T> => {
      await this.before({ ...asked, broker: nodeId });
      const answer = carryOut();
      await this.after({ ...asked, broker: nodeId });
      return answer;
    };
    return {
      nodeId,
      initProducerId: () => {
        this.end('aborted');
        return Promise.resolve({ producerId: 1, producerEpoch: ++this.epoch });
      },
      addPartitionsToTxn: ({ topics }: { topics: { partitions: number[] }[] }) =>
        ask({ api: 'addPartitions', partitions: topics.flatMap((t) => t.partitions) }, ignore),
      addOffsetsToTxn: () => ask({ api: 'addOffsets', partitions: [] }, ignore),
      txnOffsetCommit: ({ topics }: { topics: { partitions: { offset: string }[] }[] }) => {
        this.pendingOffset = topics[0]?.partitions[0]?.offset ?? null;
        return Promise.resolve();
      },
      endTxn: ({ transactionResult, producerEpoch }: { transactionResult: boolean; producerEpoch: number }) =>
        ask({ api: 'endTxn', partitions: [] }, () => {
          this.check(producerEpoch);
          this.end(transactionResult ? 'committed' : 'aborted');
        }),
      produce: ({ topicData, producerEpoch }: { topicData: TopicData[]; producerEpoch: number }) => {
        const partitions = topicData.flatMap((t) => t.partitions.map((p) => p.partition));
        return ask({ api: 'produce', partitions }, () => this.append(topicData, producerEpoch));
      },
    };
  }

  private append(topicData: TopicData[], epoch: number) {
    this.check(epoch);
    const topics = topicData.map(({ topic, partitions }) => ({
      topicName: topic,
      partitions: partitions
        .map(({ partition, firstSequence, messages }) => {
          const values = messages.map(({ value }) => String(value));
          const isRepeated = this.log.some(
            (batch) =>
              batch.partition === partition && batch.epoch === epoch && batch.sequence === firstSequence,
          );
          // As the broker does: a batch with the sequence of the last one is answered and not appended.
          if (!isRepeated)
            this.log.push({ partition, values, epoch, sequence: firstSequence, state: 'open' });
          return { partition, errorCode: 0, baseOffset: '0' };
        })
        .filter(({ partition }) => this.answers(partition)),
    }));
    return { topics };
  }

  private check(epoch: number): void {
    if (epoch !== this.epoch) throw protocolError('INVALID_PRODUCER_EPOCH', false);
  }

  private end(state: 'committed' | 'aborted'): void {
    for (const batch of this.log) if (batch.state === 'open') batch.state = state;
    if (state === 'committed' && this.pendingOffset !== null) this.offsets.push(this.pendingOffset);
    this.pendingOffset = null;
  }
}
