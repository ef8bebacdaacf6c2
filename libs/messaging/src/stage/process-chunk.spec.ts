import {
  contractsOf,
  deterministicId,
  events,
  makeEvent,
  toCloudEventHeaders,
  topics,
} from '@dateline/contracts';
import type { KafkaMessage } from 'kafkajs';
import { PermanentError, TransientError } from '../messaging.errors.js';
import type { StageMessage } from './decode-message.js';
import { processChunk, type ChunkProcessor } from './process-chunk.js';
import { emitted, type StageResult } from './stage-result.js';

const AT = { topic: topics.withdrawn.name, partition: 2 };
const TIME = '2026-02-03T08:00:00.000Z';

/** An order to withdraw; its reason says what the handler makes of it. Each has an article of its own unless named. */
function order(reason: string, offset: number, article = String(offset)): KafkaMessage {
  const articleId = deterministicId('article', article).repeat(2);
  const event = makeEvent(
    events.articleWithdrawn,
    { id: deterministicId('order', String(offset)), source: '/test', time: TIME, subject: articleId },
    { articleId, action: 'retract', reason, requestedBy: 'desk', requestedAt: TIME },
  );
  const headers = Object.entries(toCloudEventHeaders(event)).map(([k, v]) => [k, Buffer.from(v)]);
  return {
    key: Buffer.from(articleId),
    value: Buffer.from(JSON.stringify(event.data)),
    headers: Object.fromEntries(headers) as Record<string, Buffer>,
    offset: String(offset),
    timestamp: '0',
    attributes: 0,
  };
}

const reasonOf = ({ event }: StageMessage) => (event.data as { reason: string }).reason;

function judge(message: StageMessage): StageResult {
  const reason = reasonOf(message);
  if (reason === 'poison') throw new PermanentError('poison', 'can never work');
  if (reason === 'away') throw new TransientError('away', 'the store is away');
  if (reason === 'odd') throw new Error('nobody knows why');
  return emitted([]);
}

/** Runs a chunk. Returns how each message ended, what is to be tried again, and the calls of the handler. */
async function run(chunk: readonly KafkaMessage[], given: Partial<ChunkProcessor> = {}) {
  const calls: string[][] = [];
  const { settled, retry } = await processChunk(chunk, AT, {
    who: { service: 'deduplicator', version: '1', stage: 'withdraw' },
    contracts: contractsOf(AT.topic),
    handle: (messages) => {
      calls.push(messages.map(reasonOf));
      return new Promise((resolve) => {
        resolve(messages.map(judge));
      });
    },
    batch: false,
    concurrency: 4,
    maxAttempts: 3,
    isTransient: () => false,
    attemptsOf: () => 0,
    now: () => new Date(TIME),
    ...given,
  });
  const ends = settled.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`));
  return { ends, retry: retry?.index ?? null, calls };
}

describe.each([false, true])('with batch: %s', (batch) => {
  it('settles each message once, in order', async () => {
    const { ends, retry } = await run([order('a', 4), order('poison', 5), order('b', 6)], { batch });
    expect(ends).toEqual(['emitted', 'dead_lettered poison', 'emitted']);
    expect(retry).toBeNull();
  });

  it('makes a dead letter of what cannot be decoded, and handles the rest', async () => {
    const garbage = { ...order('a', 5), value: Buffer.from('{') };
    const strange = { ...order('a', 6), headers: {} } as KafkaMessage;
    const { ends } = await run([order('a', 4), garbage, strange, order('b', 7)], { batch });
    expect(ends).toEqual([
      'emitted',
      'dead_lettered malformed_json',
      'dead_lettered missing_headers',
      'emitted',
    ]);
  });

  it('tries an unknown failure again until its attempts are used up', async () => {
    const chunk = [order('odd', 4)];
    expect(await run(chunk, { batch, attemptsOf: () => 1 })).toMatchObject({ ends: [], retry: 0 });
    expect(await run(chunk, { batch, attemptsOf: () => 2 })).toMatchObject({ ends: ['dead_lettered Error'] });
  });
});

it('settles what lies before the message that has to wait', async () => {
  const { ends, retry } = await run([order('a', 4), order('away', 5), order('b', 6)]);
  expect(ends).toEqual(['emitted']);
  expect(retry).toBe(1);
});

it('does not handle a later message of an article whose earlier one waits', async () => {
  const chunk = [order('away', 4, 'ferry'), order('second', 5, 'ferry'), order('other', 6)];
  expect((await run(chunk)).calls).toEqual([['away'], ['other']]);
});

it('repeats a whole batch while a store is away, and never one by one', async () => {
  const { ends, retry, calls } = await run([order('a', 4), order('away', 5)], { batch: true });
  expect([ends, retry]).toEqual([[], 0]);
  expect(calls).toEqual([['a', 'away']]);
});

it('finds the faulty message of a batch by handling one at a time', async () => {
  const { calls } = await run([order('a', 4), order('poison', 5), order('b', 6)], { batch: true });
  expect(calls).toEqual([['a', 'poison', 'b'], ['a'], ['poison'], ['b']]);
});

it('takes a batch handler that forgets a message for a defect', async () => {
  const { ends } = await run([order('a', 4), order('b', 5)], {
    batch: true,
    handle: () => Promise.resolve([]),
  });
  expect(ends).toEqual(['dead_lettered TypeError', 'dead_lettered TypeError']);
});
