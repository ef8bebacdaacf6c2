import { KafkaNames } from '../src/kafka/kafka-client.js';
import { isLeaderMoved } from '../src/messaging.errors.js';
import { measured } from '../src/publish/encode-event.js';
import { PartitionTransactions } from '../src/publish/partition-transactions.js';
import { TransactionalProducer } from '../src/publish/transactional-producer.js';
import { lostAnswer, PlayedCluster, protocolError, type Asked } from './played-cluster.js';

const VALUES = Array.from({ length: 12 }, (_, n) => `report ${n}`).sort();
const messages = VALUES.map((value) =>
  measured('news.ferry', { key: value, value: Buffer.from(value), headers: {} }),
);
const names = new KafkaNames('');
const chunk = { messages, nextOffset: '41' };

/** Does the chunk until it is committed, as the stage runtime does. Returns the failures on the way. */
async function untilCommitted(cluster: PlayedCluster): Promise<string[]> {
  const input = { group: 'desk', topic: 'in', partition: 0, transactionTimeoutMs: 1_000 };
  const transactions = new PartitionTransactions(cluster.client, names, input);
  const failures: string[] = [];
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      if (!transactions.acquired) await transactions.acquire();
      await transactions.commit(chunk);
      return failures;
    } catch (error) {
      failures.push(error instanceof Error ? String(error.cause) : String(error));
    }
  }
  throw new Error(`never committed: ${failures.join('; ')}`);
}

/** Fails the first request that fits. */
function once(fits: (asked: Asked) => boolean, fail: (asked: Asked) => void): (asked: Asked) => void {
  let isDone = false;
  return (asked) => {
    if (isDone || !fits(asked)) return;
    isDone = true;
    fail(asked);
  };
}

const raise = (error: Error) => () => {
  throw error;
};

function expectOnce(cluster: PlayedCluster): void {
  expect(cluster.committed()).toEqual(VALUES);
  expect(cluster.offsets.at(-1)).toBe('41');
}

it('asks one leader at a time, with one request each', async () => {
  const cluster = new PlayedCluster([1, 2, 3, 1, 2, 3]);
  let underWay = 0;
  const brokers: number[] = [];
  cluster.before = async ({ api, broker }) => {
    if (api !== 'produce') return;
    brokers.push(broker);
    expect(++underWay).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  };
  expect(await untilCommitted(cluster)).toEqual([]);
  expectOnce(cluster);
  expect(brokers.sort()).toEqual([1, 2, 3]);
});

it.each(['addPartitions', 'addOffsets'] as const)(
  'waits while the transaction before is being ended (%s)',
  async (api) => {
    const cluster = new PlayedCluster([1, 2]);
    let refusals = 3;
    cluster.before = (asked) => {
      if (asked.api === api && refusals-- > 0) throw protocolError('CONCURRENT_TRANSACTIONS');
    };
    expect(await untilCommitted(cluster)).toEqual([]);
    expectOnce(cluster);
    expect(cluster.epoch).toBe(1);
  },
);

it('does the whole again under a new epoch when a partition moves to a broker that has answered', async () => {
  const cluster = new PlayedCluster([1, 2]);
  cluster.before = once(
    ({ api, broker }) => api === 'produce' && broker === 2,
    () => {
      cluster.leaders[1] = 1;
      throw protocolError('NOT_LEADER_FOR_PARTITION');
    },
  );
  expect(await untilCommitted(cluster)).toHaveLength(1);
  expectOnce(cluster);
  expect(cluster.epoch).toBe(2);
});

it('sends nothing to a leader that it did not mean', async () => {
  const cluster = new PlayedCluster([1, 2]);
  cluster.after = once(
    ({ api }) => api === 'produce',
    () => {
      cluster.leaders.reverse();
    },
  );
  const failures = await untilCommitted(cluster);
  expect(failures).toEqual([expect.stringContaining('led by another broker now')]);
  expectOnce(cluster);
});

it.each<[string, (cluster: PlayedCluster) => void]>([
  ['between two requests', (cluster) => void cluster.leaders.reverse()],
  ['to nowhere for now', (cluster) => void cluster.leaders.fill(-1)],
])('lets a publication wait for a leader that moves %s', async (_where, move) => {
  const cluster = new PlayedCluster([1, 2]);
  const settings = { transactionalId: 't', transactionTimeoutMs: 1_000 };
  const open = () => TransactionalProducer.open(cluster.client, names, settings);
  const producer = await open();
  cluster.after = once(
    ({ api }) => api === 'produce',
    () => {
      move(cluster);
    },
  );
  const write = (by: TransactionalProducer) => by.run((transaction) => transaction.write(messages));
  const failures = [await write(producer).catch((error: unknown) => error)];
  if (cluster.leaders.includes(-1)) failures.push(await write(await open()).catch((error: unknown) => error));
  expect(failures.map(isLeaderMoved)).not.toContain(false);
});

it.each(['produce', 'addOffsets', 'addPartitions'] as const)(
  'does the whole again when the answer of %s is lost',
  async (api) => {
    const cluster = new PlayedCluster([1, 2, 3]);
    cluster.after = once((asked) => asked.api === api, raise(lostAnswer()));
    expect(await untilCommitted(cluster)).toHaveLength(1);
    expectOnce(cluster);
  },
);

it('does the whole again when a partition is not answered', async () => {
  const cluster = new PlayedCluster([1, 1, 1]);
  let missing = true;
  cluster.answers = (partition) => {
    const isLeftOut = partition === 1 && missing;
    if (isLeftOut) missing = false;
    return !isLeftOut;
  };
  expect(await untilCommitted(cluster)).toEqual([expect.stringContaining('news.ferry/1: no answer')]);
  expectOnce(cluster);
});

it('refuses to write under an epoch that another took over', async () => {
  const cluster = new PlayedCluster([1, 2]);
  cluster.before = once(
    ({ api }) => api === 'produce',
    () => {
      cluster.epoch += 1;
    },
  );
  expect((await untilCommitted(cluster)).length).toBeGreaterThan(0);
  expectOnce(cluster);
});

describe('kafkajs alone, on the same brokers', () => {
  const send = async (cluster: PlayedCluster) => {
    const producer = cluster.client.producer({
      transactionalId: 't',
      idempotent: true,
      retry: { retries: 5, initialRetryTime: 1, maxRetryTime: 5 },
      createPartitioner:
        () =>
        ({ message }) =>
          Number(message.key),
    });
    await producer.connect();
    const transaction = await producer.transaction();
    const batch = ['0', '1'].map((key) => ({ key, value: `of partition ${key}` }));
    await transaction.sendBatch({ topicMessages: [{ topic: 'news.ferry', messages: batch }] });
    await transaction.commit();
  };

  it('writes twice when one broker is busy while another works', async () => {
    const cluster = new PlayedCluster([1, 2]);
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    let busy = 1;
    cluster.after = async ({ api, broker }) => {
      if (api === 'produce' && broker === 1) await slow;
    };
    cluster.before = ({ api, partitions, broker }) => {
      if (api === 'addPartitions' && partitions.includes(1) && busy-- > 0)
        throw protocolError('CONCURRENT_TRANSACTIONS');
      if (api === 'produce' && broker === 2) release();
    };
    await send(cluster);
    expect(cluster.committed()).toContain('of partition 0');
    expect(cluster.committed().filter((value) => value === 'of partition 0')).toHaveLength(2);
  });

  it('leaves a partition out that moves to a broker that has answered', async () => {
    const cluster = new PlayedCluster([1, 2]);
    cluster.before = once(
      ({ api, broker }) => api === 'produce' && broker === 2,
      () => {
        cluster.leaders[1] = 1;
        throw protocolError('NOT_LEADER_FOR_PARTITION');
      },
    );
    await send(cluster);
    expect(cluster.committed()).toEqual(['of partition 0']);
  });
});
