import { deterministicId, topics, type StageOutcome } from '@dateline/contracts';
import { eventually, infrastructure, readTopic } from '@dateline/testing';
import { emitted } from '../src/index.js';
import { closeStages, OneByOne, startStage, type Handle } from './start-stage.js';
import { messageOf, order, writeOrders } from './write-orders.js';

const { kafkaBrokers: brokers } = infrastructure();
const PARTITIONS = 6;

afterEach(closeStages);

/** One order for each partition. */
function orderEach(prefix: string, name: string): Promise<void> {
  const messages = Array.from({ length: PARTITIONS }, (_, partition) => {
    const articleId = deterministicId(name, String(partition)).repeat(2);
    return { ...messageOf(order(articleId, String(partition))), partition };
  });
  return writeOrders(brokers, prefix, messages);
}

const outcomesOf = async (prefix: string) =>
  (await readTopic({ brokers, topic: prefix + topics.outcomes.name })).map(
    ({ value }) => JSON.parse(String(value)) as StageOutcome,
  );
const untilOutcomes = (prefix: string, count: number) =>
  eventually(async () => (await outcomesOf(prefix)).length >= count, {
    timeoutMs: 90_000,
    what: `${count} outcomes`,
  });

it('gives up a handler that never ends, and does its message again', async () => {
  let calls = 0;
  const handle: Handle = ({ event }) => {
    const isFirst = event.data.reason === '3' && ++calls === 1;
    return isFirst ? new Promise(() => undefined) : emitted([]);
  };
  const stage = await startStage(OneByOne, handle, { brokers, settings: { handlerMs: 1_000 } });
  await orderEach(stage.prefix, 'never-ends');
  await untilOutcomes(stage.prefix, PARTITIONS);
  expect(calls).toBe(2);
  expect((await outcomesOf(stage.prefix)).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: PARTITIONS }, () => 'emitted'),
  );
  await eventually(() => stage.health().every(({ ready, inHandSeconds }) => ready && inHandSeconds === 0), {
    timeoutMs: 60_000,
    what: 'the stage to be ready again, with nothing in hand',
  });
}, 200_000);

it('starts its consumer again when partitions have unread messages and nothing is tried', async () => {
  const stage = await startStage(OneByOne, () => emitted([]), { brokers, settings: { stallMs: 5_000 } });
  await orderEach(stage.prefix, 'before');
  await untilOutcomes(stage.prefix, PARTITIONS);
  await eventually(() => stage.health().every(({ ready }) => ready), { timeoutMs: 60_000 });
  const consumer = stage.consumers.at(-1);
  const before = stage.consumers.length;
  // As kafkajs left partitions that were paused when a group changed.
  consumer?.pause([{ topic: stage.prefix + topics.withdrawn.name, partitions: [1, 4] }]);
  await orderEach(stage.prefix, 'after');
  await eventually(() => stage.consumers.length > before, {
    timeoutMs: 90_000,
    what: 'the consumer to be started again',
  });
  await untilOutcomes(stage.prefix, 2 * PARTITIONS);
  await eventually(
    () => stage.health().every(({ ready, stalledPartitions }) => ready && stalledPartitions === 0),
    {
      timeoutMs: 60_000,
      what: 'the stage to be ready again',
    },
  );
}, 200_000);
