import type { Admin, Kafka } from 'kafkajs';
import { TransientError } from '../messaging.errors.js';
import { askCluster } from './ask-cluster.js';

/** Unread messages of a group in a topic, with the offsets that the figure comes from. */
export interface TopicLag {
  group: string;
  topic: string;
  lag: bigint;
  partitions: { partition: number; committed: bigint; end: bigint }[];
}

/**
 * Lag of consumer groups. For a group that never committed, the lag is the whole topic. Control records count
 * as messages. Throws TransientError `offsets_unknown` while a leader moves, or if Kafka does not answer in time.
 */
export async function readLag(
  kafka: Kafka,
  pairs: readonly { group: string; topic: string }[],
): Promise<TopicLag[]> {
  try {
    return await askCluster(kafka, async (admin) => {
      const lags: TopicLag[] = [];
      // One after the other: calls side by side on one client fail when a leader moves meanwhile.
      for (const { group, topic } of pairs) lags.push(await lagOf(admin, group, topic));
      return lags;
    });
  } catch (cause) {
    // What kafkajs reads from an answer that lacks the topic (`admin/index.js`, fetchTopicOffsets).
    if (cause instanceof TypeError)
      throw new TransientError('offsets_unknown', 'a topic has no offsets for now', { cause });
    throw cause;
  }
}

async function lagOf(admin: Admin, group: string, topic: string): Promise<TopicLag> {
  const ends = await admin.fetchTopicOffsets(topic);
  const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const partitions = ends.map(({ partition, high, low }) => {
    const at = committed?.partitions.find((p) => p.partition === partition)?.offset ?? '-1';
    return { partition, committed: at === '-1' ? BigInt(low) : BigInt(at), end: BigInt(high) };
  });
  return { group, topic, partitions, lag: partitions.reduce((sum, p) => sum + (p.end - p.committed), 0n) };
}
