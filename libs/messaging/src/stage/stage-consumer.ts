import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { describeError, TransientError } from '../messaging.errors.js';
import { readLag } from '../kafka/consumer-lag.js';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { PartitionTransactions } from '../publish/partition-transactions.js';
import { PartitionWorker, type StageObserver, type WorkerLimits } from './partition-worker.js';
import type { ChunkProcessor } from './process-chunk.js';
import { StallWatch } from './stall-watch.js';

export interface ConsumerSettings extends WorkerLimits {
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  partitionsAtOnce: number;
  /** Time after which a partition with unread messages that does not move is taken for stuck. */
  stallMs: number;
  maxBytesPerPartition: number;
}

export interface StageConsumerOptions {
  kafka: Kafka;
  names: KafkaNames;
  group: string;
  /** Name in the cluster, including the prefix. */
  topic: string;
  processor: Omit<ChunkProcessor, 'attemptsOf'>;
  settings: ConsumerSettings;
  observer: StageObserver;
}

/** State of a consumer for health; ready means joined and polling. */
export interface ConsumerHealth {
  group: string;
  topic: string;
  ready: boolean;
  detail: string;
  /** Assigned partitions with unread messages that have not moved for KAFKA_STALL_SECONDS. */
  stalledPartitions: number;
  /** Age of the oldest message that is being processed or waits for another try; 0 when there is none. */
  inHandSeconds: number;
}

/** One consumer group member for one topic. It restarts after any crash of the client, without limit. */
export class StageConsumer {
  private readonly logger = new Logger('Stage');
  private consumer: Consumer | null = null;
  private workers = new Map<number, PartitionWorker>();
  private assigned = new Set<number>();
  private joined = false;
  private lastPollAt = 0;
  private detail = 'starting';
  private crashes = 0;
  private restartTimer: NodeJS.Timeout | null = null;
  private closing = false;
  private readonly watch: StallWatch;
  private stalled = new Map<number, number>();
  private looking: NodeJS.Timeout | null = null;
  private restartedAt = 0;

  constructor(private readonly options: StageConsumerOptions) {
    this.watch = new StallWatch(options.settings.stallMs);
  }

  /**
   * Joins the group and waits while the broker is unavailable. Returns when the consumer runs or the first
   * attempt has failed.
   */
  async start(): Promise<void> {
    if (this.closing) return;
    const { kafka, group, topic, settings } = this.options;
    this.looking ??= setInterval(() => void this.lookForStalls(), settings.stallMs / 5);
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: settings.sessionTimeoutMs,
      rebalanceTimeout: settings.rebalanceTimeoutMs,
      heartbeatInterval: settings.heartbeatMs,
      maxBytesPerPartition: settings.maxBytesPerPartition,
      maxWaitTimeInMs: 500,
      readUncommitted: false,
      allowAutoTopicCreation: false,
      // Every crash is handled here, because kafkajs gives up after some of them.
      retry: {
        retries: 8,
        initialRetryTime: 200,
        maxRetryTime: 5000,
        restartOnFailure: () => Promise.resolve(false),
      },
    });
    this.consumer = consumer;
    this.listen(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: settings.partitionsAtOnce,
        eachBatch: (payload) => this.onBatch(payload),
      });
    } catch (error) {
      await this.restart(error);
    }
  }

  health(now = Date.now()): ConsumerHealth {
    const { group, topic, settings } = this.options;
    const polling = now - this.lastPollAt < settings.sessionTimeoutMs + 30_000;
    const waiting = [...this.workers.values()].map((w) => w.waitingFor).find((w) => w !== null);
    const stalled = [...this.stalled.keys()];
    const standsStill = stalled.length > 0 ? `unread and not moving: ${stalled.join(', ')}; ` : '';
    const detail = this.joined && !polling ? 'joined, but no poll for a while' : (waiting ?? this.detail);
    return {
      group,
      topic,
      ready: this.joined && polling && stalled.length === 0,
      detail: standsStill + detail,
      stalledPartitions: stalled.length,
      inHandSeconds: Math.max(0, ...[...this.workers.values()].map((w) => ageOf(w.inHandSince, now))),
    };
  }

  /** Stops after the current chunk is committed. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.restartTimer) clearTimeout(this.restartTimer);
    if (this.looking) clearInterval(this.looking);
    await this.teardown();
  }

  private listen(consumer: Consumer): void {
    const poll = () => {
      this.lastPollAt = Date.now();
    };
    consumer.on(consumer.events.FETCH, poll);
    consumer.on(consumer.events.HEARTBEAT, poll);
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) this.watch.passedUpTo(payload.partition, BigInt(payload.lastOffset) + 1n);
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      poll();
      this.joined = true;
      this.crashes = 0;
      const partitions = payload.memberAssignment[this.options.topic] ?? [];
      this.assigned = new Set(partitions);
      this.detail = `joined, ${partitions.length} partitions`;
      this.logger.log(`${this.options.group} joined: ${this.options.topic} [${partitions.join(', ')}]`);
      this.dropWorkers();
    });
    consumer.on(consumer.events.REBALANCING, () => {
      this.detail = 'rebalancing';
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (consumer === this.consumer) void this.restart(payload.error);
    });
  }

  /** After a rebalance every partition is acquired again, so that commits of another owner are seen. */
  private dropWorkers(): void {
    for (const worker of this.workers.values()) void worker.close();
    this.workers = new Map();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const { partition } = payload.batch;
    if (!this.assigned.has(partition)) return;
    let worker = this.workers.get(partition);
    if (!worker) {
      worker = this.newWorker(partition);
      this.workers.set(partition, worker);
    }
    await worker.run(payload, () => this.closing || this.workers.get(partition) !== worker);
    // Markers of transactions behind the last message are passed with it, and no commit tells of them.
    if (worker.position > BigInt(payload.batch.messages.at(-1)?.offset ?? worker.position))
      this.watch.passedUpTo(partition, BigInt(payload.batch.lastOffset()) + 1n);
    // The handler may never end. Without its partitions here, another member of the group goes on.
    if (worker.late !== null && this.workers.get(partition) === worker) void this.restart(worker.late);
  }

  /** A partition that stands still though nothing is tried in it is freed by a new start of the consumer. */
  private async lookForStalls(now = Date.now()): Promise<void> {
    const { kafka, group, topic, settings } = this.options;
    if (!this.joined) return;
    try {
      const [lag] = await readLag(kafka, [{ group, topic }]);
      const mine = lag?.partitions.filter(({ partition }) => this.assigned.has(partition)) ?? [];
      const progress = mine.map(({ partition, committed, end }) => ({ partition, position: committed, end }));
      this.stalled = this.watch.judge(now, progress);
    } catch (error) {
      this.logger.debug(`${group}: its offsets could not be read: ${describeError(error)}`);
      return;
    }
    const since = now - settings.stallMs;
    const idle = [...this.stalled.keys()].filter((p) => (this.workers.get(p)?.lastTryAt ?? 0) < since);
    if (idle.length === 0 || this.restartedAt > since) return;
    this.restartedAt = now;
    await this.restart(new TransientError('stalled', `${topic} [${idle.join(', ')}] does not go on`));
  }

  private newWorker(partition: number): PartitionWorker {
    const { kafka, names, group, topic, processor, settings, observer } = this.options;
    const transactions = new PartitionTransactions(kafka, names, {
      group,
      topic,
      partition,
      transactionTimeoutMs: settings.sessionTimeoutMs * 3,
    });
    return new PartitionWorker(transactions, processor, settings, observer);
  }

  private async restart(error: unknown): Promise<void> {
    if (this.closing || this.restartTimer) return;
    this.joined = false;
    this.crashes += 1;
    const waitMs = backoffMs(this.crashes, RETRY_POLICIES.consumer);
    this.detail = `waiting for Kafka: ${describeError(error)}`;
    this.logger.warn(`${this.options.group}: ${this.detail}; next try in ${waitMs} ms`);
    this.restartTimer = setTimeout(() => {
      this.restartTimer = null;
      void this.start();
    }, waitMs);
    await this.teardown();
  }

  private async teardown(): Promise<void> {
    const consumer = this.consumer;
    this.consumer = null;
    this.joined = false;
    await consumer?.disconnect().catch((error: unknown) => {
      this.logger.debug(`disconnect: ${describeError(error)}`);
    });
    const workers = [...this.workers.values()];
    this.workers = new Map();
    await Promise.all(workers.map((worker) => worker.close()));
  }
}

const ageOf = (since: number | null, now: number): number => (since === null ? 0 : (now - since) / 1000);
