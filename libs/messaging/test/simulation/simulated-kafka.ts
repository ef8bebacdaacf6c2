import type { ConsumerConfig, Kafka, ProducerConfig } from 'kafkajs';
import type { Line } from './line.js';
import type { SimulatedBroker } from './simulated-broker.js';
import { SimulatedConsumer } from './simulated-consumer.js';
import type { SimulatedGroup } from './simulated-group.js';
import { SimulatedProducer } from './simulated-producer.js';

/** The client of one process, in the place of kafkajs. */
export class SimulatedKafka {
  readonly line: Line = { state: 'up' };
  private readonly consumers = new Set<SimulatedConsumer>();

  constructor(
    private readonly broker: SimulatedBroker,
    private readonly group: SimulatedGroup,
  ) {}

  /** The same, for code that wants the client. */
  get client(): Kafka {
    return this as unknown as Kafka;
  }

  /** Cuts the process off, takes it back, or kills it. */
  setLine(state: Line['state']): void {
    if (this.line.state === 'dead') return;
    this.line.state = state;
    for (const consumer of this.consumers) consumer.lineChanged();
  }

  /** The client gives up. */
  crash(): void {
    for (const consumer of this.consumers) consumer.crash();
  }

  /** Consumers stay in their group and read nothing any more, until they are made anew or let go. */
  hang(hung = true): void {
    for (const consumer of this.consumers) consumer.hung = hung;
  }

  consumer({ groupId }: ConsumerConfig): SimulatedConsumer {
    const consumer = new SimulatedConsumer(this.broker, this.group, this.line, groupId);
    this.consumers.add(consumer);
    return consumer;
  }

  producer(config: ProducerConfig): SimulatedProducer {
    return new SimulatedProducer(this.broker, this.line, config);
  }

  admin() {
    const { broker, line } = this;
    const ask = <T>(carryOut: () => T) => broker.request(line, carryOut);
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      listTopics: () => ask(() => []),
      createTopics: () => ask(() => true),
      fetchTopicOffsets: (topic: string) =>
        ask(() =>
          broker.metadataOf(topic).map(({ partitionId: partition }) => ({
            partition,
            low: '0',
            high: String(broker.log(topic, partition).length),
          })),
        ),
      fetchTopicMetadata: ({ topics }: { topics: string[] }) =>
        ask(() => ({ topics: topics.map((name) => ({ name, partitions: broker.metadataOf(name) })) })),
      fetchOffsets: ({ groupId, topics }: { groupId: string; topics: string[] }) =>
        ask(() =>
          topics.map((topic) => ({
            topic,
            partitions: broker.metadataOf(topic).map(({ partitionId: partition }) => ({
              partition,
              offset: String(broker.committedOffset(groupId, topic, partition) ?? -1),
            })),
          })),
        ),
    };
  }
}
