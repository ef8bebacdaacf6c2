import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { describeError } from '../messaging.errors.js';

export interface MemberSettings {
  group: string;
  topic: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  heartbeatMs: number;
  partitionsAtOnce: number;
  maxBytesPerPartition: number;
}

/** What a member has its owner do. */
export interface MemberEvents {
  /** Kafka has answered a fetch or a heartbeat. */
  polled(): void;
  joined(partitions: number[]): void;
  rebalancing(): void;
  /** kafkajs has given up. */
  crashed(error: unknown): void;
  /** Before `offset` there is nothing to process any more: markers and aborted messages. */
  passed(partition: number, offset: bigint): void;
  batch(payload: EachBatchPayload): Promise<void>;
}

/** The broker answers as soon as something is committed; an idle member asks again after this time. In between it sends no heartbeat. */
const LONGEST_WAIT_MS = 2_000;

/**
 * One life of a group member, from its join to its leave. Once it is to leave it calls its owner no more: kafkajs lets a member join
 * once more that leaves during a rebalance.
 */
export class GroupMember {
  private readonly logger = new Logger('Stage');
  private readonly consumer: Consumer;
  /** Settles when it has joined for the first time, or will not. */
  private running: Promise<unknown> = Promise.resolve();
  private leaving: Promise<void> | null = null;

  constructor(
    kafka: Kafka,
    private readonly settings: MemberSettings,
    private readonly events: MemberEvents,
  ) {
    this.consumer = kafka.consumer({
      groupId: settings.group,
      sessionTimeout: settings.sessionTimeoutMs,
      rebalanceTimeout: settings.rebalanceTimeoutMs,
      heartbeatInterval: settings.heartbeatMs,
      maxBytesPerPartition: settings.maxBytesPerPartition,
      maxWaitTimeInMs: Math.min(LONGEST_WAIT_MS, Math.floor(settings.heartbeatMs / 2)),
      readUncommitted: false,
      allowAutoTopicCreation: false,
      // Every crash is handled by the owner, because kafkajs gives up after some of them.
      retry: {
        retries: 8,
        initialRetryTime: 200,
        maxRetryTime: 5000,
        restartOnFailure: () => Promise.resolve(false),
      },
    });
    this.listen();
  }

  /** Joins and reads. Returns when it has joined; fails when Kafka cannot be reached. */
  run(): Promise<void> {
    const running = this.connectAndRun();
    this.running = running.catch(() => undefined);
    return running;
  }

  /**
   * Ends the chunks under way and leaves the group. A member that is just joining for the first time leaves once it has joined: kafkajs
   * cannot end it before, and it would stay in the group without anybody who reads its partitions.
   */
  leave(): Promise<void> {
    this.leaving ??= this.running
      .then(() => this.consumer.disconnect())
      .catch((error: unknown) => {
        this.logger.debug(`disconnect: ${describeError(error)}`);
      });
    return this.leaving;
  }

  private async connectAndRun(): Promise<void> {
    const { topic, partitionsAtOnce } = this.settings;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [topic], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: async (payload) => {
        if (!this.leaving) await this.events.batch(payload);
      },
    });
  }

  private listen(): void {
    const { consumer, events } = this;
    const unlessLeaving =
      <E>(act: (event: E) => void) =>
      (event: E) => {
        if (!this.leaving) act(event);
      };
    const polled = unlessLeaving(() => {
      events.polled();
    });
    consumer.on(consumer.events.FETCH, polled);
    consumer.on(consumer.events.HEARTBEAT, polled);
    consumer.on(
      consumer.events.END_BATCH_PROCESS,
      unlessLeaving(({ payload }) => {
        if (payload.batchSize === 0) events.passed(payload.partition, BigInt(payload.lastOffset) + 1n);
      }),
    );
    consumer.on(
      consumer.events.GROUP_JOIN,
      unlessLeaving(({ payload }) => {
        events.joined(payload.memberAssignment[this.settings.topic] ?? []);
      }),
    );
    consumer.on(
      consumer.events.REBALANCING,
      unlessLeaving(() => {
        events.rebalancing();
      }),
    );
    consumer.on(
      consumer.events.CRASH,
      unlessLeaving(({ payload }) => {
        events.crashed(payload.error);
      }),
    );
  }
}
