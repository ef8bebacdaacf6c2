import { context } from '@opentelemetry/api';
import type { EventContract } from '@dateline/contracts';
import type { KafkaMessage } from 'kafkajs';
import {
  decodeMessage,
  headersToStrings,
  type MessagePosition,
  type StageMessage,
} from './decode-message.js';
import { classifyFailure, codeOf, TransientError } from '../messaging.errors.js';
import { runKeyed } from './run-keyed.js';
import {
  settleFailure,
  settleResult,
  type IncomingMessage,
  type Settlement,
  type StageIdentity,
} from './message-settlement.js';
import type { StageResult } from './stage-result.js';
import { contextFromHeaders, endStageSpan, startStageSpan } from '../publish/trace-context.js';

/** The handler of one topic's messages in one stage, with its options. */
export interface ChunkProcessor {
  who: StageIdentity;
  contracts: ReadonlyMap<string, EventContract>;
  /** Returns one result per message, in order. Throws when the messages cannot be processed. */
  handle: (messages: StageMessage[]) => Promise<StageResult[]>;
  /**
   * Whether `handle` takes many messages at once. Otherwise it gets one message per call, with up to
   * `concurrency` calls at a time.
   */
  batch: boolean;
  concurrency: number;
  /** Attempts for a message that fails for an unknown cause, before it is dead-lettered. */
  maxAttempts: number;
  isTransient: (error: unknown) => boolean;
  /** Failed attempts so far of the message at this position. */
  attemptsOf: (position: MessagePosition) => number;
  now: () => Date;
}

/** One message of a chunk: finished, or to be retried. */
export type MessageEnd = { retry: unknown } | { settlement: Settlement };

/** Finished messages up to the first one to retry; that one, if any, comes last. */
export interface ChunkEnd {
  settled: Settlement[];
  retry: { index: number; error: unknown } | null;
}

/** Decodes and processes a chunk. Never throws: each message is finished or marked for a retry. */
export async function processChunk(
  messages: readonly KafkaMessage[],
  at: { topic: string; partition: number },
  processor: ChunkProcessor,
): Promise<ChunkEnd> {
  const items = messages.map((raw) => decodeItem(raw, { ...at, offset: raw.offset }, processor));
  const ends = processor.batch ? await runTogether(items, processor) : await runOneByOne(items, processor);
  const settled: Settlement[] = [];
  for (const [index, end] of ends.entries()) {
    if (end === undefined || 'retry' in end) {
      return {
        settled,
        retry: { index, error: end?.retry ?? new TransientError('waits', 'waits for an earlier message') },
      };
    }
    settled.push(end.settlement);
  }
  return { settled, retry: null };
}

interface Item {
  incoming: IncomingMessage;
  failure: unknown;
}

function decodeItem(raw: KafkaMessage, position: MessagePosition, processor: ChunkProcessor): Item {
  const traceContext = contextFromHeaders(headersToStrings(raw.headers));
  const incoming: IncomingMessage = {
    raw,
    position,
    event: null,
    attempts: processor.attemptsOf(position) + 1,
    traceContext,
  };
  try {
    incoming.event = decodeMessage(raw, processor.contracts);
    return { incoming, failure: null };
  } catch (failure) {
    return { incoming, failure };
  }
}

async function runOneByOne(
  items: readonly Item[],
  processor: ChunkProcessor,
): Promise<(MessageEnd | undefined)[]> {
  return runKeyed(items, (item) => item.incoming.raw.key?.toString('hex') ?? item.incoming.position.offset, {
    limit: processor.concurrency,
    run: async (item) =>
      item.failure === null
        ? runOne(item.incoming, processor)
        : endFailed(item.incoming, item.failure, processor),
    stop: (end) => 'retry' in end,
  });
}

/**
 * When a batch fails for a reason other than an unavailable service, its messages are repeated one by one to
 * find the faulty one.
 */
async function runTogether(
  items: readonly Item[],
  processor: ChunkProcessor,
): Promise<(MessageEnd | undefined)[]> {
  const good = items.filter((item) => item.failure === null).map((item) => item.incoming);
  let results: StageResult[] | null = null;
  try {
    results = good.length === 0 ? [] : await processor.handle(good.map(toStageMessage));
    if (results.length !== good.length)
      throw new RangeError(`handler gave ${results.length} results for ${good.length} messages`);
  } catch (error) {
    if (classifyFailure(error, processor.isTransient) === 'transient')
      return items.map(() => ({ retry: error }));
    if (good.length === 1 && items.length === 1)
      return [endFailed(good[0] as IncomingMessage, error, processor)];
    return runOneByOne(items, { ...processor, concurrency: 1 });
  }
  const byMessage = new Map(
    good.map((incoming, i) => [incoming, (results as StageResult[])[i] as StageResult]),
  );
  return items.map(({ incoming, failure }) => {
    const result = byMessage.get(incoming);
    return result
      ? { settlement: settleTraced(incoming, result, processor) }
      : endFailed(incoming, failure, processor);
  });
}

async function runOne(incoming: IncomingMessage, processor: ChunkProcessor): Promise<MessageEnd> {
  const started = startStageSpan(processor.who.stage, incoming.position.topic, incoming.traceContext);
  const inSpan = { ...incoming, traceContext: started.context };
  try {
    const [result] = await context.with(started.context, () => processor.handle([toStageMessage(inSpan)]));
    if (!result) throw new TypeError(`the handler of stage ${processor.who.stage} gave no result`);
    const settlement = settleResult(inSpan, result, processor.who, processor.now());
    endStageSpan(started.span, settlement.outcome, false);
    return { settlement };
  } catch (error) {
    endStageSpan(started.span, codeOf(error), true);
    return endFailed(inSpan, error, processor);
  }
}

function endFailed(incoming: IncomingMessage, error: unknown, processor: ChunkProcessor): MessageEnd {
  const kind = classifyFailure(error, processor.isTransient);
  if (kind === 'transient' || (kind === 'unknown' && incoming.attempts < processor.maxAttempts))
    return { retry: error };
  return { settlement: settleFailure(incoming, error, processor.who, processor.now()) };
}

function settleTraced(incoming: IncomingMessage, result: StageResult, processor: ChunkProcessor): Settlement {
  const started = startStageSpan(processor.who.stage, incoming.position.topic, incoming.traceContext);
  const settlement = settleResult(
    { ...incoming, traceContext: started.context },
    result,
    processor.who,
    processor.now(),
  );
  endStageSpan(started.span, settlement.outcome, false);
  return settlement;
}

function toStageMessage(incoming: IncomingMessage): StageMessage {
  if (incoming.event === null) throw new TypeError('an undecoded message cannot be handled');
  const traceparent = headersToStrings(incoming.raw.headers)['traceparent'] ?? null;
  return { event: incoming.event, position: incoming.position, attempt: incoming.attempts, traceparent };
}
