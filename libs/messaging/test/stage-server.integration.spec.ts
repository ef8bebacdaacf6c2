import {
  deterministicId,
  topics,
  type ArticleWithdrawn,
  type OutgoingEvent,
  type StageOutcome,
} from '@dateline/contracts';
import { eventually, infrastructure, readTopic, uniquePrefix, type TopicMessage } from '@dateline/testing';
import { CompressionTypes, Kafka, logLevel, type Message } from 'kafkajs';
import {
  duplicate,
  emitted,
  EventPublisher,
  PermanentError,
  TransientError,
  type StageMessage,
} from '../src/index.js';
import {
  Batched,
  closeAfterwards,
  closeStages,
  OneByOne,
  startStage as startStageAt,
  type Handle,
  type HandleBatch,
} from './start-stage.js';
import { messageOf, order, writeOrders } from './write-orders.js';

const { kafkaBrokers } = infrastructure();
const startStage = (
  controller: typeof OneByOne | typeof Batched,
  handle: Handle | HandleBatch,
  prefix = uniquePrefix(),
) => startStageAt(controller, handle, { brokers: kafkaBrokers, prefix });

afterEach(closeStages);

const ids = Array.from({ length: 10 }, (_, i) => deterministicId('a', String(i)).repeat(2));
const idOf = (i: number) => ids[i % ids.length] ?? '';

const write = (prefix: string, messages: Message[], partition?: number): Promise<void> =>
  writeOrders(
    kafkaBrokers,
    prefix,
    messages.map((m) => (partition === undefined ? m : { ...m, partition })),
  );

/** Makes the public topic with a limit below that of its contract, as an operator may; answers the prefix of its names. */
async function makeLimitedTopic(bytes: number): Promise<string> {
  const prefix = uniquePrefix();
  const admin = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: String(bytes) }];
  const topic = prefix + topics.articles.name;
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions: 6, replicationFactor: 1, configEntries }],
  });
  await admin.disconnect();
  return prefix;
}

const read = (prefix: string, topic: string) => readTopic({ brokers: kafkaBrokers, topic: prefix + topic });
const outcomesOf = async (prefix: string) =>
  (await read(prefix, topics.outcomes.name)).map((m) => JSON.parse(String(m.value)) as StageOutcome);
const untilOutcomes = (prefix: string, count: number) =>
  eventually(
    async () => {
      const found = await outcomesOf(prefix);
      return found.length >= count ? found : false;
    },
    { timeoutMs: 60_000, what: `${count} outcomes` },
  ) as Promise<StageOutcome[]>;

const created = (message: StageMessage<ArticleWithdrawn>): OutgoingEvent => {
  const { articleId } = message.event.data;
  return {
    ...order(articleId, message.event.data.reason),
    id: deterministicId('out', message.event.id),
    topic: topics.articles.name,
  };
};

it('gives poison messages to the dead letters with cause and original bytes, and goes on', async () => {
  const stage = await startStage(OneByOne, ({ event }: StageMessage<ArticleWithdrawn>) => {
    if (event.data.reason === 'type error') throw new TypeError('undefined is not a function');
    if (event.data.reason === 'permanent')
      throw new PermanentError('never_works', 'no way', { cause: new Error('deep') });
    return emitted([]);
  });
  const garbage = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
  const wrong = order(idOf(1), 'wrong schema');
  await write(
    stage.prefix,
    [
      { key: 'whatever', value: garbage },
      { ...messageOf(wrong), value: JSON.stringify({ articleId: 'short' }) },
      { ...messageOf(wrong), value: '{"cut' },
      messageOf(order(idOf(2), 'type error')),
      messageOf(order(idOf(3), 'permanent')),
      messageOf(order(idOf(4), 'good')),
    ],
    0,
  );
  const outcomes = await untilOutcomes(stage.prefix, 6);
  const letters = await read(stage.prefix, topics.deadLetterIndexer.name);
  expect(letters.map((l) => l.headers['dl_code'])).toEqual([
    'missing_headers',
    'schema_mismatch',
    'malformed_json',
    'TypeError',
    'never_works',
  ]);
  expect(letters[0]).toMatchObject({ key: 'whatever', value: garbage });
  expect(letters[4]?.headers).toMatchObject({
    dl_cause: 'PermanentError: no way <- Error: deep',
    dl_stage: 'withdraw',
    dl_service: 'indexer',
    dl_version: '9.9.9',
    dl_attempts: '1',
    dl_topic: stage.prefix + topics.withdrawn.name,
    dl_offset: '4',
    ce_id: order(idOf(3), 'permanent').id,
  });
  expect(outcomes.filter((o) => o.outcome === 'emitted').map((o) => o.articleId)).toEqual([idOf(4)]);
  expect(outcomes.filter((o) => o.articleId === null)).toHaveLength(1);
  expect(stage.counted.toSorted()).toEqual([
    'dead_lettered:TypeError',
    'dead_lettered:malformed_json',
    'dead_lettered:missing_headers',
    'dead_lettered:never_works',
    'dead_lettered:schema_mismatch',
    'emitted',
  ]);
});

it('repeats transient failures for as long as it takes, keeping the order of a key', async () => {
  const handled: string[] = [];
  let failures = 8;
  const stage = await startStage(OneByOne, (message: StageMessage<ArticleWithdrawn>) => {
    if (message.event.data.reason === '3' && failures > 0) {
      failures -= 1;
      throw failures % 2 ? new TransientError('away', 'broker away') : new Error('database away');
    }
    handled.push(message.event.data.reason);
    return emitted([created(message)]);
  });
  await write(
    stage.prefix,
    ['1', '2', '3', '4', '5'].map((n) => messageOf(order(idOf(0), n))),
  );
  const outcomes = await untilOutcomes(stage.prefix, 5);
  expect(outcomes.map((o) => o.outcome)).toEqual(Array(5).fill('emitted'));
  expect(outcomes.map((o) => o.attempts)).toEqual([1, 1, 9, 1, 1]);
  expect(handled.filter((n, i) => handled.indexOf(n) === i)).toEqual(['1', '2', '3', '4', '5']);
  const published = await read(stage.prefix, topics.articles.name);
  expect(published.map((m) => (JSON.parse(String(m.value)) as ArticleWithdrawn).reason)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
  ]);
});

it('dead-letters a failure of unknown cause after a bounded number of tries', async () => {
  const stage = await startStage(OneByOne, ({ event }: StageMessage<ArticleWithdrawn>) => {
    if (event.data.reason === 'odd') throw new Error('something odd');
    return duplicate('unchanged', event.data.articleId);
  });
  await write(stage.prefix, [messageOf(order(idOf(0), 'odd')), messageOf(order(idOf(0), 'fine'))]);
  const outcomes = await untilOutcomes(stage.prefix, 2);
  expect(outcomes.map((o) => [o.outcome, o.attempts, o.reason])).toEqual([
    ['dead_lettered', 3, 'Error'],
    ['duplicate', 1, 'unchanged'],
  ]);
});

it('finds the message at fault in a batch, and processes the others', async () => {
  const stage = await startStage(Batched, (messages: StageMessage<ArticleWithdrawn>[]) => {
    if (messages.some((m) => m.event.data.reason === 'bad')) throw new TypeError('bad one');
    return Promise.resolve(messages.map((m) => emitted([created(m)])));
  });
  await write(
    stage.prefix,
    ['a', 'b', 'bad', 'c'].map((r) => messageOf(order(idOf(5), r))),
  );
  const outcomes = await untilOutcomes(stage.prefix, 4);
  expect(outcomes.map((o) => o.outcome)).toEqual(['emitted', 'emitted', 'dead_lettered', 'emitted']);
});

it('rejects what the broker would refuse for its size', async () => {
  const stage = await startStage(OneByOne, (message: StageMessage<ArticleWithdrawn>) => {
    const event = created(message);
    if (message.event.data.reason !== 'large') return emitted([event]);
    return emitted([{ ...event, data: { blob: 'x'.repeat(topics.articles.maxMessageBytes) } }]);
  });
  await write(
    stage.prefix,
    ['large', 'small'].map((r) => messageOf(order(idOf(0), r))),
  );
  const outcomes = await untilOutcomes(stage.prefix, 2);
  expect(outcomes.map((o) => [o.outcome, o.reason])).toEqual([
    ['rejected', 'too_large'],
    ['emitted', null],
  ]);
});

it('dead-letters the one message whose output the broker refuses, though the contract would let it pass', async () => {
  const handle: Handle = (message) => {
    const event = created(message);
    if (message.event.data.reason !== 'over the limit') return emitted([event]);
    return emitted([{ ...event, data: { blob: 'x'.repeat(40_000) } }]);
  };
  const stage = await startStage(OneByOne, handle, await makeLimitedTopic(20_000));
  await write(
    stage.prefix,
    ['a', 'over the limit', 'b', 'c'].map((r) => messageOf(order(idOf(6), r))),
  );
  const outcomes = await untilOutcomes(stage.prefix, 4);
  expect(outcomes.map((o) => [o.outcome, o.reason])).toEqual([
    ['emitted', null],
    ['dead_lettered', 'output_refused'],
    ['emitted', null],
    ['emitted', null],
  ]);
  const [letter] = await read(stage.prefix, topics.deadLetterIndexer.name);
  expect(letter?.headers['dl_cause']).toMatch(/larger than the max message size/);
});

it('does not let one publication that the broker refuses take others with it', async () => {
  const { prefix } = await startStage(OneByOne, () => emitted([]), await makeLimitedTopic(20_000));
  const publisher = new EventPublisher({ brokers: kafkaBrokers, clientId: 'test', prefix }, 'gateway');
  closeAfterwards(publisher);
  const publish = (i: number, blob: string) =>
    publisher.publish({
      outcomes: [],
      events: [{ ...order(idOf(i), 'published'), topic: topics.articles.name, data: { blob } }],
    });
  await publish(0, 'first');
  const ends = await Promise.allSettled([
    publish(1, 'small'),
    publish(2, 'x'.repeat(40_000)),
    publish(3, 'small'),
  ]);
  expect(ends.map((e) => e.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(ends[1]).toMatchObject({ reason: { name: 'PermanentError', code: 'refused_by_broker' } });
  const keys = (await read(prefix, topics.articles.name)).map((m) => m.key);
  expect(keys.toSorted()).toEqual([idOf(0), idOf(1), idOf(3)].toSorted());
});

it('sends a message that unpacks to more than a dead letter may hold as a letter without its value', async () => {
  const stage = await startStage(OneByOne, () => emitted([]));
  const bytes = topics.deadLetterIndexer.maxMessageBytes + 1;
  const producer = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({
    topic: stage.prefix + topics.withdrawn.name,
    compression: CompressionTypes.GZIP,
    messages: [{ key: 'bomb', value: Buffer.alloc(bytes, 32) }],
  });
  await producer.disconnect();
  const [outcome] = await untilOutcomes(stage.prefix, 1);
  expect(outcome).toMatchObject({ outcome: 'dead_lettered', reason: 'missing_headers' });
  const [letter] = await read(stage.prefix, topics.deadLetterIndexer.name);
  expect(letter).toMatchObject({ key: 'bomb', headers: { dl_omitted: String(bytes), dl_offset: '0' } });
  expect(letter?.value).toHaveLength(0);
});

it('publishes each message once while members of the group come and go', async () => {
  const handle: Handle = async (message) => {
    await new Promise((resolve) => setImmediate(resolve));
    return emitted([created(message)]);
  };
  const first = await startStage(OneByOne, handle);
  const { prefix } = first;
  const total = 600;
  await write(
    prefix,
    Array.from({ length: total }, (_, i) => messageOf(order(idOf(i), String(i)))),
  );
  const second = await startStage(OneByOne, handle, prefix);
  await eventually(async () => (await outcomesOf(prefix)).length > 50, {
    timeoutMs: 60_000,
    what: 'some outcomes',
  });
  await first.close();
  await startStage(OneByOne, handle, prefix);
  await second.close();
  await untilOutcomes(prefix, total);
  const published = await read(prefix, topics.articles.name);
  expect(new Set(published.map((m) => m.headers['ce_id'])).size).toBe(total);
  expect(published.length).toBe(total);
  for (const list of Map.groupBy(published, (m: TopicMessage) => m.key).values()) {
    const numbers = list.map((m) => Number((JSON.parse(String(m.value)) as ArticleWithdrawn).reason));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});
