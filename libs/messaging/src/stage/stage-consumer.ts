import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { Logger } from '@nestjs/common';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { describeError, TransientError } from '../messaging.errors.js';
import { readLag } from '../kafka/consumer-lag.js';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { PartitionTransactions } from '../publish/partition-transactions.js';
import { GroupMember, type MemberEvents } from './group-member.js';
import { PartitionWorker, type StageObserver, type WorkerLimits } from './partition-worker.js';
import type { ChunkProcessor } from './process-chunk.js';
import { StallWatch } from './stall-watch.js';
import { withinTime } from './within-time.js';

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

/** Longest wait for a member that has no chunk in hand to leave its group. */
const LEAVE_MS = 10_000;

/** One consumer group member for one topic. It restarts after any crash of the client, without limit. */
export class StageConsumer {
  private readonly logger = new Logger('Stage');
  private member: GroupMember | null = null;
  /** Settles when the member before has left the group. */
  private gone: Promise<void> = Promise.resolve();
  private workers = new Map<number, PartitionWorker>();
  private assigned = new Set<number>();
  private joined = false;
  private lastPollAt = 0;
  private detail = 'starting';
  private crashes = 0;
  private restarting = false;
  private restartTimer: NodeJS.Timeout | null = null;
  private closing = false;
  private readonly watch: StallWatch;
  private stalled = new Map<number, number>();
  private looking: NodeJS.Timeout | null = null;
  /** When the group last began or ended a rebalance, in ms since 1970. */
  private rebalancedAt = 0;

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
    const member = new GroupMember(kafka, { ...settings, group, topic }, this.events());
    this.member = member;
    try {
      await member.run();
    } catch (error) {
      if (member === this.member) await this.restart(error);
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
    const longestMs = this.joined ? this.options.settings.handlerMs + LEAVE_MS : LEAVE_MS;
    if (this.restartTimer) clearTimeout(this.restartTimer);
    if (this.looking) clearInterval(this.looking);
    await this.teardown(longestMs);
  }

  private events(): MemberEvents {
    const polled = () => {
      this.lastPollAt = Date.now();
    };
    return {
      polled,
      joined: (partitions) => {
        polled();
        this.joined = true;
        this.rebalancedAt = this.lastPollAt;
        this.crashes = 0;
        this.assigned = new Set(partitions);
        this.detail = `joined, ${partitions.length} partitions`;
        this.logger.log(`${this.options.group} joined: ${this.options.topic} [${partitions.join(', ')}]`);
        this.dropWorkers();
      },
      rebalancing: () => {
        this.rebalancedAt = Date.now();
        this.detail = 'rebalancing';
      },
      crashed: (error) => void this.restart(error),
      passed: (partition, offset) => {
        this.watch.passedUpTo(partition, offset);
      },
      batch: (payload) => this.onBatch(payload),
    };
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

  /**
   * A partition that stands still though nothing is tried in it is freed by a new start of the consumer, but not
   * before it had the same time since a rebalance: where those are slow, each start would bring the next.
   */
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
    if (idle.length === 0 || this.rebalancedAt > since) return;
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
    if (this.closing || this.restarting) return;
    this.restarting = true;
    this.crashes += 1;
    const waitMs = backoffMs(this.crashes, RETRY_POLICIES.consumer);
    this.detail = `waiting for Kafka: ${describeError(error)}`;
    this.logger.warn(`${this.options.group}: ${this.detail}; next try in ${waitMs} ms`);
    await this.teardown(LEAVE_MS);
    if (this.closing) return;
    this.restartTimer = setTimeout(() => {
      this.restarting = false;
      void this.start();
    }, waitMs);
  }

  private async teardown(longestMs: number): Promise<void> {
    this.gone = this.member?.leave() ?? this.gone;
    this.member = null;
    this.joined = false;
    const { gone } = this;
    await withinTime(longestMs, () => gone).catch((error: unknown) => {
      this.logger.warn(`${this.options.group}: a member has not left yet: ${describeError(error)}`);
    });
    const workers = [...this.workers.values()];
    this.workers = new Map();
    await Promise.all(workers.map((worker) => worker.close()));
  }
}

const ageOf = (since: number | null, now: number): number => (since === null ? 0 : (now - since) / 1000);
