import { Logger } from '@nestjs/common';
import type { Batch, Consumer, ConsumerConfig, Kafka, KafkaMessage } from 'kafkajs';
import { headersToStrings } from '../stage/decode-message.js';
import { withinTime } from '../stage/within-time.js';
import { askCluster } from './ask-cluster.js';
import { removeGroup } from './remove-group.js';

/** Next offset of each partition. */
export type Positions = ReadonlyMap<number, bigint>;

/** A committed message of the topic. */
export interface FollowedMessage {
  partition: number;
  offset: bigint;
  key: string | null;
  headers: Record<string, string>;
  value: Buffer | null;
}

export interface FollowOptions {
  kafka: Kafka;
  /** Name in the cluster. */
  topic: string;
  /** A group that nobody else uses. Nothing is committed to it, and it is deleted afterwards. */
  group: string;
  from: Positions;
  /**
   * Takes one message after another, in the order of each partition. While it waits, nothing more is fetched. It
   * does not throw. `beat` keeps the place in the group, and is called every few seconds of a longer wait.
   */
  take: (message: FollowedMessage, beat: () => Promise<void>) => Promise<void>;
  /** Reading came to an end that nobody asked for. */
  onEnd: (error: Error) => void;
  now: () => Date;
}

/** First and next offset of each partition of a topic, the next as a read-committed consumer sees it. */
export async function boundsOf(
  kafka: Kafka,
  topic: string,
): Promise<Map<number, { low: bigint; high: bigint }>> {
  const offsets = await askCluster(kafka, (admin) => admin.fetchTopicOffsets(topic));
  return new Map(
    offsets.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]),
  );
}

/** The id that the cluster gave itself. */
export function clusterIdOf(kafka: Kafka): Promise<string> {
  return askCluster(kafka, async (admin) => (await admin.describeCluster()).clusterId);
}

const JOIN_MS = 30_000;
const MAX_FETCH_BYTES = 4 * 1024 * 1024;

/**
 * Follows a topic from given offsets, first what is there and then what comes: read-committed, one partition
 * after another, without committing anything. Positions count control records and aborted messages, which are
 * never taken. kafkajs cannot read without a group, so it gets one of its own.
 */
export class FollowedTopic {
  private readonly logger = new Logger('Stream');
  private readonly consumer: Consumer;
  private readonly next: Map<number, bigint>;
  /** Partitions that were read to their end by the last fetch. */
  private readonly atEnd = new Set<number>();
  private syncedAt: Date | null = null;
  /** A batch of it was left before its end. */
  private left: number | null = null;

  constructor(private readonly on: FollowOptions) {
    this.next = new Map(on.from);
    this.consumer = on.kafka.consumer(configOf(on.group));
  }

  /** Next offset of each partition: all before it was taken, or is nothing to take. */
  positions(): Positions {
    return new Map(this.next);
  }

  /** When all partitions were last known to be read to their ends; null for never. */
  inSyncAt(): Date | null {
    return this.syncedAt;
  }

  /** Resolves when reading has begun. Throws if Kafka cannot be reached. `ends` are those at `from`. */
  async start(ends: ReadonlyMap<number, { high: bigint }>): Promise<void> {
    const { consumer, on } = this;
    for (const [partition, { high }] of ends)
      if ((this.next.get(partition) ?? 0n) >= high) this.atEnd.add(partition);
    // This must precede the first fetch, because a fetch from elsewhere would move past the position.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [partition, offset] of this.next)
        consumer.seek({ topic: on.topic, partition, offset: String(offset) });
    });
    consumer.on(consumer.events.FETCH, () => {
      if (this.atEnd.size === this.next.size) this.syncedAt = on.now();
    });
    // Only this event reports a batch that holds nothing but control records and aborted messages.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (this.left === payload.partition) {
        this.left = null;
        return;
      }
      this.passed(payload.partition, BigInt(payload.lastOffset) + 1n);
      if (BigInt(payload.offsetLag) <= 0n) this.atEnd.add(payload.partition);
      else this.atEnd.delete(payload.partition);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) on.onEnd(payload.error);
    });
    await withinTime(
      JOIN_MS,
      () => this.join(),
      () => new Error(`${on.topic} could not be joined in time`),
    );
  }

  private async join(): Promise<void> {
    const { consumer, on } = this;
    await consumer.connect();
    await consumer.subscribe({ topics: [on.topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch, heartbeat, isRunning, isStale }) =>
        this.takeAll(batch, { heartbeat, isLive: () => isRunning() && !isStale() }),
    });
  }

  private async takeAll(
    batch: Batch,
    { heartbeat, isLive }: { heartbeat: () => Promise<void>; isLive: () => boolean },
  ): Promise<void> {
    const { partition } = batch;
    for (const message of batch.messages) {
      if (!isLive()) {
        this.left = partition;
        return;
      }
      const offset = BigInt(message.offset);
      // A fetch that was under way before a seek may bring what was taken already.
      if (offset < (this.next.get(partition) ?? 0n)) continue;
      this.passed(partition, offset + 1n);
      await this.on.take(followed(partition, message), heartbeat);
      await heartbeat();
    }
  }

  private passed(partition: number, next: bigint): void {
    if (next > (this.next.get(partition) ?? 0n)) this.next.set(partition, next);
  }

  /** Ends the reading. A take that waits must have been given up before. */
  async stop(): Promise<void> {
    const { kafka, group } = this.on;
    try {
      await this.consumer.disconnect();
    } catch (error) {
      this.logger.warn({ msg: 'a stream was not closed in order', error });
    }
    await removeGroup(kafka, group);
  }
}

function configOf(groupId: string): ConsumerConfig {
  return {
    groupId,
    readUncommitted: false,
    maxWaitTimeInMs: 500,
    maxBytes: MAX_FETCH_BYTES,
    allowAutoTopicCreation: false,
  };
}

function followed(partition: number, { offset, key, headers, value }: KafkaMessage): FollowedMessage {
  return {
    partition,
    offset: BigInt(offset),
    key: key?.toString() ?? null,
    headers: headersToStrings(headers),
    value,
  };
}
