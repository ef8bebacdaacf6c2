import { deterministicId, topics, type ArticleWithdrawn } from '@dateline/contracts';
import { eventually, readTopic, readTopics, startOwnBrokers, uniquePrefix } from '@dateline/testing';
import { emitted } from '../src/index.js';
import { closeStages, OneByOne, startStage, type Handle } from './start-stage.js';
import { messageOf, order, writeOrders } from './write-orders.js';

const ROUND = 300;
const KEYS = 40;

let brokers: Awaited<ReturnType<typeof startOwnBrokers>>;
beforeAll(async () => {
  brokers = await startOwnBrokers();
}, 240_000);
afterAll(() => brokers.stop(), 60_000);
afterEach(closeStages, 60_000);

/** Orders numbered from `from` on. */
function writeRound(prefix: string, from: number): Promise<void> {
  const messages = Array.from({ length: ROUND }, (_, i) => {
    const articleId = deterministicId('key', String(i % KEYS)).repeat(2);
    return messageOf(order(articleId, String(from + i)));
  });
  return writeOrders(brokers.brokers, prefix, messages);
}

it('publishes each event once, for a reader of another client, while brokers are killed and leaders move', async () => {
  const prefix = uniquePrefix();
  let handled = 0;
  const handle: Handle = ({ event }) => {
    handled += 1;
    const id = deterministicId('out', event.id);
    return emitted([
      { ...event, id, topic: topics.articles.name, type: 'news.article.retracted.v1', data: event.data },
    ]);
  };
  const place = { brokers: brokers.brokers, prefix, replicationFactor: 3 };
  await startStage(OneByOne, handle, place);
  await startStage(OneByOne, handle, place);
  const settled = async () =>
    (await readTopic({ brokers: brokers.brokers, topic: prefix + topics.outcomes.name })).length;

  // Each broker is killed while it leads partitions of the work under way; at its return leaders move again.
  for (const [round, node] of brokers.nodes.entries()) {
    const before = handled;
    await writeRound(prefix, round * ROUND);
    await eventually(() => handled > before, { pollMs: 2, timeoutMs: 60_000, what: 'work to be under way' });
    await node.stop({ hard: true });
    await node.start();
    await eventually(async () => (await settled()) >= (round + 1) * ROUND, {
      timeoutMs: 150_000,
      pollMs: 500,
      what: `the orders of round ${round + 1}`,
    });
  }

  const total = brokers.nodes.length * ROUND;
  const found = await readTopics(
    { brokers: brokers.brokers, prefix },
    { withValues: [prefix + topics.articles.name], log: () => undefined },
  );
  const published = found.messages.filter(({ topic }) => topic === prefix + topics.articles.name);
  const outcomes = found.messages.filter(({ topic }) => topic === prefix + topics.outcomes.name);
  const repeated = (ids: (string | undefined)[]) => ids.length - new Set(ids).size;
  expect({
    published: published.length,
    twice: repeated(published.map(({ headers }) => headers['ce_id'])),
    outcomes: outcomes.length,
    outcomesTwice: repeated(outcomes.map(({ headers }) => headers['ce_id'])),
  }).toEqual({ published: total, twice: 0, outcomes: total, outcomesTwice: 0 });
  for (const list of Map.groupBy(published, ({ key }) => key).values()) {
    const numbers = list.map(({ value }) => Number((JSON.parse(String(value)) as ArticleWithdrawn).reason));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  // Nothing is left open that would hold read-committed readers back, and each order counts as read.
  expect(found.ends.filter(({ end, highWatermark }) => end !== highWatermark)).toEqual([]);
  expect(handled).toBeGreaterThanOrEqual(total);
}, 600_000);
