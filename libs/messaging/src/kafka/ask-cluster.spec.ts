import type { Admin, Kafka } from 'kafkajs';
import { askCluster } from './ask-cluster.js';

/** A client whose admin notes what is done with it. */
function clientWith(connect: () => Promise<void>): { kafka: Kafka; calls: string[] } {
  const calls: string[] = [];
  const admin = {
    connect: () => {
      calls.push('connect');
      return connect();
    },
    disconnect: () => {
      calls.push('disconnect');
      return Promise.resolve();
    },
    listTopics: () => Promise.resolve(['quay']),
  } as unknown as Admin;
  return { kafka: { admin: () => admin } as unknown as Kafka, calls };
}

const silence = () => new Promise<never>(() => undefined);

it('answers, and closes its connection', async () => {
  const { kafka, calls } = clientWith(() => Promise.resolve());
  expect(await askCluster(kafka, (admin) => admin.listTopics())).toEqual(['quay']);
  expect(calls).toEqual(['connect', 'disconnect']);
});

it.each([
  ['connects never', silence, () => Promise.resolve()],
  ['never answers', () => Promise.resolve(), silence],
])('gives up a cluster that %s', async (_, connect, ask) => {
  const { kafka, calls } = clientWith(connect);
  await expect(askCluster(kafka, ask, 5)).rejects.toMatchObject({ code: 'out_of_time' });
  expect(calls.at(-1)).toBe('disconnect');
});
