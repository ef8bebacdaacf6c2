import type { PartitionMetadata, ProducerConfig, TopicMessages } from 'kafkajs';
import type { Line } from './line.js';
import type { NewRecord, PlacedRecord, SimulatedBroker } from './simulated-broker.js';

type Partitioner = ReturnType<NonNullable<ProducerConfig['createPartitioner']>>;

interface SentOffsets {
  consumerGroupId: string;
  topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

/**
 * A transactional producer as far as the library uses kafkajs 2.2.4: it asks for its epoch at its first
 * transaction, keeps the leaders that it learned, sends one request to each leader of a batch, and tries nothing
 * again.
 */
export class SimulatedProducer {
  private readonly known = new Map<string, PartitionMetadata[]>();
  private readonly choose: Partitioner;
  private readonly id: string;
  private readonly timeoutMs: number;
  private epoch = 0;

  constructor(
    private readonly broker: SimulatedBroker,
    private readonly line: Line,
    { createPartitioner, transactionalId, transactionTimeout }: ProducerConfig,
  ) {
    if (!createPartitioner || !transactionalId || !transactionTimeout)
      throw new TypeError('the simulated producer needs a partitioner, a transactional id and a time-out');
    this.choose = createPartitioner();
    this.id = transactionalId;
    this.timeoutMs = transactionTimeout;
  }

  connect(): Promise<void> {
    return this.ask(() => undefined);
  }

  disconnect(): Promise<void> {
    return Promise.resolve();
  }

  async transaction() {
    if (this.epoch === 0)
      this.epoch = await this.ask(() => this.broker.takeTransactionalId(this.id, this.timeoutMs));
    let active = true;
    let isEmpty = true;
    // Nothing was sent: then kafkajs does not tell the broker of the end.
    const end = async (state: 'committed' | 'aborted') => {
      if (!isEmpty) await this.ask(() => this.broker.endTransaction(this.id, this.epoch, state));
      active = false;
    };
    return {
      isActive: () => active,
      sendBatch: ({ topicMessages }: { topicMessages: TopicMessages[] }) => {
        isEmpty = false;
        return this.send(topicMessages);
      },
      sendOffsets: (sent: SentOffsets) => {
        isEmpty = false;
        return this.ask(() => this.broker.addOffsets(this.id, this.epoch, offsetsOf(sent)));
      },
      commit: () => end('committed'),
      abort: () => end('aborted'),
    };
  }

  private ask<T>(carryOut: () => T): Promise<T> {
    return this.broker.request(this.line, carryOut);
  }

  private async send(topicMessages: readonly TopicMessages[]) {
    const placed = topicMessages.flatMap(({ topic, messages }) =>
      messages.map((message) => {
        const partitionMetadata = this.leadersOf(topic);
        const partition = this.choose({ topic, partitionMetadata, message });
        return {
          topic,
          partition,
          leader: partitionMetadata[partition]?.leader ?? -1,
          record: recordOf(message),
        };
      }),
    );
    const byLeader = [...Map.groupBy(placed, ({ leader }) => leader)];
    await Promise.all(byLeader.map(([leader, records]) => this.sendTo(leader, records)));
    const written = Map.groupBy(placed, ({ topic, partition }) => `${topic}/${partition}`);
    return [...written.values()].flatMap(([first]) =>
      first ? [{ topicName: first.topic, partition: first.partition, errorCode: 0 }] : [],
    );
  }

  private sendTo(leader: number, records: readonly PlacedRecord[]): Promise<void> {
    return this.ask(() => {
      this.broker.write(this.id, this.epoch, leader, records);
    });
  }

  private leadersOf(topic: string): PartitionMetadata[] {
    const leaders = this.known.get(topic) ?? this.broker.metadataOf(topic);
    this.known.set(topic, leaders);
    return leaders;
  }
}

function offsetsOf({ consumerGroupId: group, topics }: SentOffsets) {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({ group, topic, partition, offset: BigInt(offset) })),
  );
}

function recordOf({ key, value, headers }: TopicMessages['messages'][number]): NewRecord {
  return {
    key: key ? Buffer.from(key) : null,
    value: value ? Buffer.from(value) : null,
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, text]) => [name, Buffer.from(text as string)]),
    ),
  };
}
