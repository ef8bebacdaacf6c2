import { backoffMs, type RetryPolicy } from '@dateline/config';
import { Logger } from '@nestjs/common';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { codeOf, describeError, isDefect, PermanentError } from '../messaging.errors.js';
import type { PartitionTransactions } from '../publish/partition-transactions.js';
import { withinTime } from './within-time.js';
import { processChunk, type ChunkEnd, type ChunkProcessor } from './process-chunk.js';
import type { Settlement } from './message-settlement.js';

/** Callbacks for metrics. Each message is counted once, by its outcome. */
export interface StageObserver {
  settled(stage: string, outcome: string, reason: string | null): void;
  retried(stage: string, code: string): void;
  chunkDone(stage: string, messages: number, seconds: number): void;
}

export interface WorkerLimits {
  /** The most messages and input bytes in one transaction. */
  chunkMessages: number;
  chunkBytes: number;
  heartbeatMs: number;
  /** Longest time in which a chunk is processed. */
  handlerMs: number;
  retry: RetryPolicy;
}

type PartitionProcessor = Omit<ChunkProcessor, 'attemptsOf'>;

/** Takes the batches of one input partition chunk by chunk through decoding, handler and transaction. */
export class PartitionWorker {
  private readonly logger = new Logger('Stage');
  private failing: { offset: string; attempts: number } | null = null;
  private paused: { timer: NodeJS.Timeout; resume: () => void } | null = null;
  private closed = false;
  private tail: Promise<void> = Promise.resolve();
  /** Up to this offset messages are processed one by one: Kafka refused the output of a chunk with them. */
  private singlyUntil = 0n;

  constructor(
    private readonly transactions: PartitionTransactions,
    private readonly processor: PartitionProcessor,
    private readonly limits: WorkerLimits,
    private readonly observer: StageObserver,
  ) {}

  /** Why the partition waits, for health; null when it does not. */
  waitingFor: string | null = null;
  /** The group's committed offset. Nobody else can move it while this worker holds the partition. */
  position = 0n;
  /** Since when the oldest message in hand is there, in ms since 1970; null when there is none. */
  inHandSince: number | null = null;
  /** When a chunk was last begun, in ms since 1970. */
  lastTryAt = 0;
  /** The time limit that a handler exceeded, which may go on for ever: the consumer has to start anew. */
  late: unknown = null;

  /**
   * Processes one fetched batch. If a message must be retried, it pauses the partition and returns early.
   * Batches run one at a time, because around a rebalance kafkajs may deliver a batch of the old generation
   * beside one of the new.
   */
  run(payload: EachBatchPayload, stopping: () => boolean): Promise<void> {
    this.tail = this.tail.then(() => this.runBatch(payload, stopping));
    return this.tail;
  }

  private async runBatch(payload: EachBatchPayload, stopping: () => boolean): Promise<void> {
    const goesOn = () => !stopping() && payload.isRunning() && !payload.isStale();
    if (stopping() || !(await this.acquire(payload))) return;
    let rest = this.leaveOutDone(payload);
    while (rest.length > 0 && goesOn()) {
      const end = await this.runChunk(this.nextChunk(rest), payload);
      if (end === 'wait' || (end === 'refused' && !(await this.acquire(payload)))) return;
      rest = this.leaveOutDone(payload);
    }
  }

  /** Returns whether this worker holds the partition. When Kafka is unavailable, it retries later. */
  private async acquire(payload: EachBatchPayload): Promise<boolean> {
    try {
      if (!this.transactions.acquired) this.position = (await this.transactions.acquire()) ?? 0n;
      return true;
    } catch (error) {
      this.pauseFor(payload, payload.batch.messages[0]?.offset ?? '0', error);
      return false;
    }
  }

  /** The partition is read on at once: kafkajs keeps a pause over a rebalance, and the next worker would wait for ever. */
  async close(): Promise<void> {
    this.closed = true;
    this.endPause();
    await this.transactions.release();
  }

  private endPause(): void {
    if (!this.paused) return;
    clearTimeout(this.paused.timer);
    this.paused.resume();
    this.paused = null;
  }

  /**
   * Messages of the batch from the committed offset on. The former owner, or an earlier batch, may have
   * processed those before.
   */
  private leaveOutDone(payload: EachBatchPayload): KafkaMessage[] {
    const all = payload.batch.messages;
    const rest = all.filter((m) => BigInt(m.offset) >= this.position);
    const lastDone = all[all.length - rest.length - 1];
    if (lastDone) payload.resolveOffset(lastDone.offset);
    return rest;
  }

  private nextChunk(messages: readonly KafkaMessage[]): KafkaMessage[] {
    let bytes = 0;
    const chunk: KafkaMessage[] = [];
    const first = BigInt(messages[0]?.offset ?? 0);
    const most = first <= this.singlyUntil ? 1 : this.limits.chunkMessages;
    for (const message of messages) {
      bytes += message.value?.length ?? 0;
      if (chunk.length > 0 && (bytes > this.limits.chunkBytes || chunk.length >= most)) break;
      chunk.push(message);
    }
    return chunk;
  }

  /** `wait`: the partition is paused for a retry. `refused`: Kafka would never accept the chunk's output. */
  private async runChunk(
    chunk: KafkaMessage[],
    payload: EachBatchPayload,
  ): Promise<'done' | 'wait' | 'refused'> {
    const started = performance.now();
    this.lastTryAt = Date.now();
    this.inHandSince ??= this.lastTryAt;
    let end: ChunkEnd;
    try {
      end = await this.withHeartbeats(payload, () => this.process(chunk, payload, this.processor));
    } catch (error) {
      this.late = error;
      return this.pauseFor(payload, chunk[0]?.offset ?? '0', error);
    }
    const done = end.settled.length;
    try {
      if (done > 0) await this.commit(chunk.slice(0, done), end.settled, payload);
    } catch (error) {
      if (this.isHopeless(error, chunk)) return this.afterRefusal(chunk.slice(0, done), payload, error);
      return this.pauseFor(payload, chunk[0]?.offset ?? '0', error);
    }
    this.observer.chunkDone(this.processor.who.stage, done, (performance.now() - started) / 1000);
    if (end.retry) return this.pauseFor(payload, chunk[end.retry.index]?.offset ?? '0', end.retry.error);
    return 'done';
  }

  /** A defect that appears in a transaction may be a temporary fault of the client, so it gets a few attempts. */
  private isHopeless(error: unknown, chunk: KafkaMessage[]): boolean {
    if (error instanceof PermanentError) return true;
    return isDefect(error) && this.attemptsAt(chunk[0]?.offset ?? '0') + 1 >= this.processor.maxAttempts;
  }

  private process(chunk: KafkaMessage[], { batch }: EachBatchPayload, processor: PartitionProcessor) {
    const at = { topic: batch.topic, partition: batch.partition };
    return processChunk(chunk, at, { ...processor, attemptsOf: (p) => this.attemptsAt(p.offset) });
  }

  /**
   * Finds the faulty message of a chunk by processing one at a time. A faulty single message becomes a dead
   * letter.
   */
  private async afterRefusal(
    chunk: KafkaMessage[],
    payload: EachBatchPayload,
    refusal: unknown,
  ): Promise<'wait' | 'refused'> {
    this.logger.error(`${payload.batch.topic}/${payload.batch.partition}: ${describeError(refusal)}`);
    const last = chunk[chunk.length - 1] as KafkaMessage;
    this.singlyUntil = BigInt(last.offset);
    if (chunk.length > 1) return 'refused';
    if (!(await this.acquire(payload))) return 'wait';
    const failure = new PermanentError('output_refused', 'the output cannot be written', { cause: refusal });
    const fail = { ...this.processor, batch: false, handle: () => Promise.reject(failure) };
    const end = await this.process(chunk, payload, fail);
    try {
      await this.commit(chunk, end.settled, payload);
      return 'refused';
    } catch (error) {
      return this.pauseFor(payload, last.offset, error);
    }
  }

  private async commit(
    done: KafkaMessage[],
    settled: Settlement[],
    payload: EachBatchPayload,
  ): Promise<void> {
    const last = done[done.length - 1] as KafkaMessage;
    const next = BigInt(last.offset) + 1n;
    await this.transactions.commit({
      messages: settled.flatMap((s) => s.messages),
      nextOffset: String(next),
    });
    this.position = next;
    payload.resolveOffset(last.offset);
    this.failing = null;
    this.waitingFor = null;
    this.inHandSince = null;
    for (const s of settled) this.observer.settled(this.processor.who.stage, s.outcome, s.reason);
  }

  private attemptsAt(offset: string): number {
    return this.failing?.offset === offset ? this.failing.attempts : 0;
  }

  /** Sends heartbeats while a handler works. A lost membership shows at the commit: the transaction is fenced. */
  private async withHeartbeats<T>(payload: EachBatchPayload, work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        this.logger.debug(`heartbeat: ${describeError(error)}`);
      });
    }, this.limits.heartbeatMs);
    try {
      return await withinTime(this.limits.handlerMs, work);
    } finally {
      clearInterval(timer);
    }
  }

  private pauseFor(payload: EachBatchPayload, offset: string, error: unknown): 'wait' {
    const attempts = this.attemptsAt(offset) + 1;
    this.failing = { offset, attempts };
    const waitMs = backoffMs(attempts, this.limits.retry);
    this.waitingFor = describeError(error);
    this.observer.retried(this.processor.who.stage, codeOf(error));
    const { topic, partition } = payload.batch;
    this.logger.warn(
      `${topic}/${partition} offset ${offset}: try ${attempts} failed, next in ${waitMs} ms: ${this.waitingFor}`,
    );
    // Of a closed worker, another one has the partition by now.
    if (this.closed) return 'wait';
    this.endPause();
    const resume = payload.pause();
    this.paused = { resume, timer: setTimeout(() => this.endPause(), waitMs) };
    return 'wait';
  }
}
