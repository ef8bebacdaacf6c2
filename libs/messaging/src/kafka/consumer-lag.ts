import { type Kafka } from 'kafkajs';

/** Unread messages of a group in a topic, with the offsets that the figure comes from. */
export interface TopicLag {
  group: string;
  topic: string;
  lag: bigint;
  partitions: { partition: number; committed: bigint; end: bigint }[];
}

/**
 * Lag of consumer groups. For a group that never committed, the lag is the whole topic. Control records count
 * as messages.
 */
export async function readLag(
  kafka: Kafka,
  pairs: readonly { group: string; topic: string }[],
): Promise<TopicLag[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await Promise.all(
      pairs.map(async ({ group, topic }) => {
        const [ends, [committed]] = await Promise.all([
          admin.fetchTopicOffsets(topic),
          admin.fetchOffsets({ groupId: group, topics: [topic] }),
        ]);
        const partitions = ends.map(({ partition, high, low }) => {
          const at = committed?.partitions.find((p) => p.partition === partition)?.offset ?? '-1';
          return { partition, committed: at === '-1' ? BigInt(low) : BigInt(at), end: BigInt(high) };
        });
        return {
          group,
          topic,
          partitions,
          lag: partitions.reduce((sum, p) => sum + (p.end - p.committed), 0n),
        };
      }),
    );
  } finally {
    await admin.disconnect();
  }
}
