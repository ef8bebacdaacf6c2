import { createKafka, KafkaNames, type KafkaSettings } from '../src/index.js';
import { eventually, infrastructure, uniquePrefix } from '@dateline/testing';
import { readRanges, RangeReadFailed } from '../src/index.js';
import { StageProgress } from '../src/index.js';

const settings: KafkaSettings = {
  brokers: infrastructure().kafkaBrokers,
  clientId: 'stage-progress-spec',
  prefix: uniquePrefix(),
};
const names = new KafkaNames(settings.prefix);
const kafka = createKafka(settings);
const admin = kafka.admin();
const producer = kafka.producer({
  transactionalId: names.group('test', 'writer'),
  idempotent: true,
  maxInFlightRequests: 1,
});
const progress = new StageProgress(kafka, names);

let topic: string;
let reader: { service: string; stage: string; topic: string };
beforeAll(async () => {
  await admin.connect();
  await producer.connect();
});
beforeEach(async () => {
  const name = `notes-${Math.random().toString(36).slice(2)}`;
  topic = names.topic(name);
  reader = { service: 'reader', stage: name, topic: name };
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: false });
  await eventually(async () => (await admin.fetchTopicOffsets(topic)).length === 2);
});
afterAll(async () => {
  await producer.disconnect();
  await admin.deleteTopics({
    topics: (await admin.listTopics()).filter((t) => t.startsWith(settings.prefix)),
  });
  await admin.disconnect();
});

async function write(end: 'commit' | 'abort', partition: number, ...values: string[]): Promise<void> {
  const before = await endOf(partition);
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: values.map((value) => ({ partition, value })) });
  await transaction[end]();
  // The transaction is over when its coordinator says so; its marker reaches the topic a moment later.
  await eventually(async () => (await endOf(partition)) === before + values.length + 1);
}

const endOf = async (partition: number) =>
  Number((await admin.fetchTopicOffsets(topic)).find((p) => p.partition === partition)?.high);

const commit = (partition: number, offset: number) =>
  admin.setOffsets({
    groupId: names.group(reader.service, reader.stage),
    topic,
    partitions: [{ partition, offset: String(offset) }],
  });

const behind = async () => progress.behind(await progress.mark([reader]));

describe('StageProgress', () => {
  it('is not behind on an empty topic, and is on one that the group never read', async () => {
    expect(await behind()).toEqual([]);
    await write('commit', 1, 'a', 'b');
    expect(await behind()).toEqual([
      { group: names.group('reader', reader.stage), topic, partitions: [1], offsets: 3 },
    ]);
  });

  it('is not behind when only markers and aborted messages are left', async () => {
    await write('commit', 0, 'a', 'b');
    await commit(0, 2);
    expect(await behind()).toEqual([]);
    await write('abort', 0, 'c', 'd');
    await write('abort', 0, 'e');
    expect(await behind()).toEqual([]);
    await write('commit', 0, 'f');
    expect(await behind()).toMatchObject([{ partitions: [0] }]);
  });

  it('asks for what was there at the mark, not for what came after', async () => {
    await write('commit', 0, 'a');
    const mark = await progress.mark([reader]);
    await write('commit', 0, 'b');
    await commit(0, 1);
    expect(await progress.behind(mark)).toEqual([]);
    expect(await behind()).toMatchObject([{ partitions: [0] }]);
  });

  it('waits until the group has passed the mark, or until the deadline', async () => {
    await write('commit', 0, 'a');
    const mark = await progress.mark([reader]);
    expect(await progress.waitUntilPast(mark, Date.now() + 500)).toHaveLength(1);
    const waiting = progress.waitUntilPast(mark, Date.now() + 20_000);
    await commit(0, 1);
    expect(await waiting).toEqual([]);
  });

  it('leaves no groups behind in the cluster', async () => {
    await write('commit', 0, 'a');
    await behind();
    const { groups } = await admin.listGroups();
    expect(
      groups.map((g) => g.groupId).filter((id) => id.startsWith(`${settings.prefix}dateline.gateway`)),
    ).toEqual([]);
  });
});

describe('readRanges', () => {
  const read = async (from: bigint, to: bigint, timeoutMs = 20_000) => {
    const values: string[] = [];
    await readRanges(
      [{ topic, partition: 0, from, to }],
      (_range, message) => {
        values.push(String(message.value));
        return 'more';
      },
      { kafka, group: names.group('gateway', `spec-${Math.random()}`), timeoutMs },
    );
    return values;
  };

  it('visits the committed messages of the range, each once', async () => {
    await write('commit', 0, 'a', 'b', 'c'); // 0 to 2, marker 3
    await write('abort', 0, 'd'); // 4, marker 5
    await write('commit', 0, 'e', 'f'); // 6 and 7, marker 8
    expect(await read(0n, 9n)).toEqual(['a', 'b', 'c', 'e', 'f']);
    expect(await read(1n, 7n)).toEqual(['b', 'c', 'e']);
    expect(await read(3n, 6n)).toEqual([]);
    expect(await read(9n, 9n)).toEqual([]);
  });

  it('fails when the end does not come', async () => {
    await write('commit', 0, 'a');
    await expect(read(0n, 50n, 1000)).rejects.toThrow(RangeReadFailed);
  });
});
