import type { Kafka } from 'kafkajs';
import { readLag } from './consumer-lag.js';
import { retryWhileNotReady } from './retry-while-not-ready.js';

/** A cluster whose leader moves during the first question, as kafkajs shows it. */
function movingKafka() {
  let asked = 0;
  let open = 0;
  let most = 0;
  const alone = async <T>(answer: () => T): Promise<T> => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return answer();
  };
  const kafka = {
    admin: () => ({
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      fetchTopicOffsets: () =>
        alone(() => {
          if (++asked === 1)
            throw new TypeError("Cannot destructure property 'partitions' of 'high.pop(...)'");
          return [{ partition: 0, low: '3', high: '9' }];
        }),
      fetchOffsets: ({ groupId }: { groupId: string }) =>
        alone(() => [{ partitions: [{ partition: 0, offset: groupId === 'new' ? '-1' : '7' }] }]),
    }),
  } as unknown as Kafka;
  return { kafka, mostAtOnce: () => most };
}

const pairs = [
  { group: 'old', topic: 'a' },
  { group: 'new', topic: 'b' },
];

it('is told by a typed error that the offsets are not known while a leader moves', async () => {
  await expect(readLag(movingKafka().kafka, pairs)).rejects.toMatchObject({ code: 'offsets_unknown' });
});

it('is asked again until the leader is known, one question at a time', async () => {
  const { kafka, mostAtOnce } = movingKafka();
  const lags = await retryWhileNotReady(() => readLag(kafka, pairs));
  expect(lags.map(({ group, lag }) => [group, lag])).toEqual([
    ['old', 2n],
    ['new', 6n],
  ]);
  expect(mostAtOnce()).toBe(1);
});
