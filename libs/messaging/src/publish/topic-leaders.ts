import kafkajs, { type Kafka, type PartitionerArgs, type PartitionMetadata } from 'kafkajs';
import { askCluster } from '../kafka/ask-cluster.js';
import { TransientError } from '../messaging.errors.js';
import type { EncodedMessage } from './encode-event.js';

/** A message with its topic's name in the cluster. */
export interface NamedMessage extends EncodedMessage {
  clusterTopic: string;
}

/** A message with its partition and the broker that leads it. */
export interface PlacedMessage extends NamedMessage {
  partition: number;
  leader: number;
}

/** The partitions of topics and their leaders, as one producer sees them for as long as it lives. */
export class TopicLeaders {
  private readonly known = new Map<string, PartitionMetadata[]>();
  private readonly choose = kafkajs.Partitioners.DefaultPartitioner();

  constructor(private readonly kafka: Kafka) {}

  /** Gives each message the partition that its key has with kafkajs. Throws TransientError where one has no leader. */
  async place(messages: readonly NamedMessage[]): Promise<PlacedMessage[]> {
    await this.learn(new Set(messages.map(({ clusterTopic }) => clusterTopic)));
    return messages.map((message) => {
      const { clusterTopic: topic } = message;
      const partitionMetadata = this.known.get(topic) ?? [];
      const partition = this.choose({ topic, partitionMetadata, message: message.message });
      const leader = partitionMetadata.find(({ partitionId }) => partitionId === partition)?.leader ?? -1;
      if (leader < 0) throw new TransientError('no_leader', `${topic}/${partition} has no leader`);
      return { ...message, partition, leader };
    });
  }

  private async learn(topics: ReadonlySet<string>): Promise<void> {
    const missing = [...topics].filter((topic) => !this.known.has(topic));
    if (missing.length === 0) return;
    const found = await askCluster(this.kafka, (admin) => admin.fetchTopicMetadata({ topics: missing }));
    for (const { name, partitions } of found.topics) this.known.set(name, partitions);
  }
}

/** Stands in for kafkajs's partitioner, which sees the leaders that a request is about to be sent to. */
export class LeaderGuard {
  private expected: number | null = null;

  /** All of the next request goes to this broker. */
  expect(leader: number): void {
    this.expected = leader;
  }

  /** The message's own partition. Throws TransientError when it has moved to another broker: nothing is sent then. */
  partitionOf({ topic, partitionMetadata, message }: PartitionerArgs): number {
    const { partition = -1 } = message;
    const leader = partitionMetadata.find(({ partitionId }) => partitionId === partition)?.leader;
    if (leader === undefined || leader !== this.expected)
      throw new TransientError('leader_moved', `${topic}/${partition} is led by another broker now`);
    return partition;
  }
}
