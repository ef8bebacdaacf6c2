import kafkajs, { type Kafka, type PartitionMetadata } from 'kafkajs';
import { isLeaderMoved } from '../messaging.errors.js';
import { measured } from './encode-event.js';
import { LeaderGuard, TopicLeaders } from './topic-leaders.js';

const metadataOf = (leaders: readonly number[]): PartitionMetadata[] =>
  leaders.map((leader, partitionId) => ({
    partitionId,
    leader,
    partitionErrorCode: 0,
    replicas: [],
    isr: [],
  }));

/** A client that knows the leaders of each topic, and counts how often it is asked for which. */
function clientWith(topics: Record<string, readonly number[]>) {
  const asked: string[][] = [];
  const admin = {
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    fetchTopicMetadata: ({ topics: names }: { topics: string[] }) => {
      asked.push(names);
      return Promise.resolve({
        topics: names.map((name) => ({ name, partitions: metadataOf(topics[name] ?? []) })),
      });
    },
  };
  return { kafka: { admin: () => admin } as unknown as Kafka, asked };
}

const message = (clusterTopic: string, key: string) => ({
  ...measured(clusterTopic, { key, value: Buffer.from('a report'), headers: {} }),
  clusterTopic,
});

it('gives a message the partition that kafkajs gives its key, with the leader of that', async () => {
  const leaders = [4, 5, 6, 4];
  const { kafka } = clientWith({ ferry: leaders });
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const keys = Array.from({ length: 30 }, (_, n) => `key ${n}`);
  const placed = await new TopicLeaders(kafka).place(keys.map((key) => message('ferry', key)));
  for (const { message: raw, partition, leader } of placed) {
    const wanted = choose({ topic: 'ferry', partitionMetadata: metadataOf(leaders), message: raw });
    expect({ partition, leader }).toEqual({ partition: wanted, leader: leaders[wanted] });
  }
  expect(new Set(placed.map(({ partition }) => partition)).size).toBe(leaders.length);
});

it('asks once for each topic', async () => {
  const { kafka, asked } = clientWith({ ferry: [1], quay: [2] });
  const leaders = new TopicLeaders(kafka);
  await leaders.place([message('ferry', 'a'), message('ferry', 'b')]);
  await leaders.place([message('ferry', 'c'), message('quay', 'd')]);
  expect(asked).toEqual([['ferry'], ['quay']]);
});

it.each([
  ['has no leader', { ferry: [-1] }],
  ['is not known', {}],
])('waits for a topic that %s', async (_why, topics) => {
  const { kafka } = clientWith(topics as Record<string, number[]>);
  const failure = await new TopicLeaders(kafka).place([message('ferry', 'a')]).catch((e: unknown) => e);
  expect(isLeaderMoved(failure)).toBe(true);
});

it('lets a request through to the expected leader alone', () => {
  const guard = new LeaderGuard();
  const args = {
    topic: 'ferry',
    partitionMetadata: metadataOf([7, 8]),
    message: { value: '', partition: 1 },
  };
  guard.expect(8);
  expect(guard.partitionOf(args)).toBe(1);
  guard.expect(7);
  expect(() => guard.partitionOf(args)).toThrow(expect.objectContaining({ code: 'leader_moved' }) as Error);
});
