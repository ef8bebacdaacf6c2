import { Logger } from '@nestjs/common';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { backoffMs } from './backoff.js';
import { codeOf, describeError } from './errors.js';
import type { PartitionTransactions } from './partition-transactions.js';
import { processChunk, type ChunkProcessor } from './process-chunk.js';
import type { Settlement } from './settle-message.js';

/** Told of what happens, for metrics; every message is counted once, by its outcome. */
export interface StageObserver {
  settled(stage: string, outcome: string, reason: string | null): void;
  retried(stage: string, code: string): void;
  chunkDone(stage: string, messages: number, seconds: number): void;
}

export interface WorkerLimits {
  /** Messages and input bytes of one transaction. */
  chunkMessages: number;
  chunkBytes: number;
  heartbeatMs: number;
  retry: { baseMs: number; capMs: number };
}

type PartitionProcessor = Omit<ChunkProcessor, 'attemptsOf'>;

/** Takes the batches of one input partition through decode, handler and transaction, chunk by chunk. */
export class PartitionWorker {
  private readonly logger = new Logger('Stage');
  private failing: { offset: string; attempts: number } | null = null;
  private resumeTimer: NodeJS.Timeout | null = null;
  private tail: Promise<void> = Promise.resolve();
  /** Offset up to which the group has committed; nobody else can move it while the transactions are acquired. */
  private position = 0n;

  constructor(
    private readonly transactions: PartitionTransactions,
    private readonly processor: PartitionProcessor,
    private readonly limits: WorkerLimits,
    private readonly observer: StageObserver,
  ) {}

  /** Why the partition waits, for health; null when it does not. */
  waitingFor: string | null = null;

  /**
   * One batch, as far as it goes; returns early when a message is to be tried again: the partition is then paused.
   * One at a time: around a rebalance kafkajs may hand over a batch of the old generation beside one of the new.
   */
  run(payload: EachBatchPayload, stopping: () => boolean): Promise<void> {
    this.tail = this.tail.then(() => this.runBatch(payload, stopping));
    return this.tail;
  }

  private async runBatch(payload: EachBatchPayload, stopping: () => boolean): Promise<void> {
    if (stopping()) return;
    try {
      if (!this.transactions.acquired) this.position = (await this.transactions.acquire()) ?? 0n;
    } catch (error) {
      this.pauseFor(payload, payload.batch.messages[0]?.offset ?? '0', error);
      return;
    }
    let rest = this.leaveOutDone(payload);
    while (rest.length > 0 && !stopping() && payload.isRunning() && !payload.isStale()) {
      const chunk = this.nextChunk(rest);
      if (!(await this.runChunk(chunk, payload))) return;
      rest = rest.slice(chunk.length);
    }
  }

  async close(): Promise<void> {
    if (this.resumeTimer) clearTimeout(this.resumeTimer);
    await this.transactions.release();
  }

  /** What the batch holds from the committed position on: the former owner, or an earlier batch, may have done the rest. */
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
    for (const message of messages) {
      bytes += message.value?.length ?? 0;
      if (chunk.length > 0 && (bytes > this.limits.chunkBytes || chunk.length >= this.limits.chunkMessages))
        break;
      chunk.push(message);
    }
    return chunk;
  }

  /** Answers whether to go on with the batch. */
  private async runChunk(chunk: KafkaMessage[], payload: EachBatchPayload): Promise<boolean> {
    const started = performance.now();
    const { topic, partition } = payload.batch;
    const contractTopic = { topic, partition };
    const processor = { ...this.processor, attemptsOf: (p: { offset: string }) => this.attemptsAt(p.offset) };
    const end = await this.withHeartbeats(payload, () => processChunk(chunk, contractTopic, processor));
    const done = end.settled.length;
    try {
      if (done > 0) await this.commit(chunk.slice(0, done), end.settled, payload);
    } catch (error) {
      this.pauseFor(payload, chunk[0]?.offset ?? '0', error);
      return false;
    }
    this.observer.chunkDone(this.processor.who.stage, done, (performance.now() - started) / 1000);
    if (end.retry) {
      this.pauseFor(payload, chunk[end.retry.index]?.offset ?? '0', end.retry.error);
      return false;
    }
    return true;
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
    for (const s of settled) this.observer.settled(this.processor.who.stage, s.outcome, s.reason);
  }

  private attemptsAt(offset: string): number {
    return this.failing?.offset === offset ? this.failing.attempts : 0;
  }

  /** Keeps the membership alive while a handler works. A lost membership shows at the commit: the transaction is fenced. */
  private async withHeartbeats<T>(payload: EachBatchPayload, work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        this.logger.debug(`heartbeat: ${describeError(error)}`);
      });
    }, this.limits.heartbeatMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  private pauseFor(payload: EachBatchPayload, offset: string, error: unknown): void {
    const attempts = this.attemptsAt(offset) + 1;
    this.failing = { offset, attempts };
    const waitMs = backoffMs(attempts, this.limits.retry);
    this.waitingFor = describeError(error);
    this.observer.retried(this.processor.who.stage, codeOf(error));
    const { topic, partition } = payload.batch;
    this.logger.warn(
      `${topic}/${partition} offset ${offset}: try ${attempts} failed, next in ${waitMs} ms: ${this.waitingFor}`,
    );
    const resume = payload.pause();
    this.resumeTimer = setTimeout(resume, waitMs);
  }
}
