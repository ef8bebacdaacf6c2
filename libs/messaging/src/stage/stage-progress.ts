import type { StageReader } from '@dateline/contracts';
import type { Kafka } from 'kafkajs';
import { readLag, type TopicLag } from '../kafka/consumer-lag.js';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { retryWhileNotReady } from '../kafka/retry-while-not-ready.js';
import { readRanges, type OffsetRange } from '../kafka/read-ranges.js';

/** A group that has unread messages before the mark. */
export interface Behind {
  group: string;
  topic: string;
  /** Partitions with an unread message. */
  partitions: number[];
  /** Offsets up to the end, including control records. */
  offsets: number;
}

/** The ends of topics at one instant; readers should pass them. */
export type Mark = readonly TopicLag[];

const POLL_MS = { first: 200, longest: 2_000 };
const PROBE_MS = 10_000;

/** Reports how far consumer groups have read. Offsets of control records and aborted messages count as read. */
export class StageProgress {
  constructor(
    private readonly kafka: Kafka,
    private readonly names: KafkaNames,
  ) {}

  /** The present ends of the readers' topics (last stable offsets). */
  mark(readers: readonly StageReader[]): Promise<Mark> {
    return retryWhileNotReady(() => readLag(this.kafka, this.pairsOf(readers)));
  }

  /** Groups that have not yet passed the mark. */
  async behind(mark: Mark): Promise<Behind[]> {
    const now = await retryWhileNotReady(() => readLag(this.kafka, mark));
    const ranges = mark.flatMap((lag, i) => rangesOf(lag, now[i]));
    const unread = new Set<OffsetRange['topic']>();
    await readRanges(
      ranges,
      ({ topic, partition }) => {
        unread.add(`${topic}/${partition}`);
        return 'enough';
      },
      { kafka: this.kafka, group: this.names.group('gateway', `probe-${randomUUID()}`), timeoutMs: PROBE_MS },
    );
    return mark.flatMap(({ group, topic }) => {
      const late = ranges.filter((r) => r.topic === topic && unread.has(`${r.topic}/${r.partition}`));
      const offsets = late.reduce((sum, r) => sum + Number(r.to - r.from), 0);
      return late.length === 0
        ? []
        : [{ group, topic, partitions: late.map((r) => r.partition).sort((a, b) => a - b), offsets }];
    });
  }

  /**
   * Waits until every group has passed the mark, or until the deadline (ms since 1970). Returns the groups
   * that have not.
   */
  async waitUntilPast(mark: Mark, deadline: number): Promise<Behind[]> {
    for (let pauseMs = POLL_MS.first; ; pauseMs = Math.min(pauseMs * 2, POLL_MS.longest)) {
      const behind = await this.behind(mark);
      if (behind.length === 0 || Date.now() + pauseMs >= deadline) return behind;
      await sleep(pauseMs);
    }
  }

  private pairsOf(readers: readonly StageReader[]) {
    return readers.map(({ service, stage, topic }) => ({
      group: this.names.group(service, stage),
      topic: this.names.topic(topic),
    }));
  }
}

function rangesOf(mark: TopicLag, now: TopicLag | undefined): OffsetRange[] {
  const committed = new Map(now?.partitions.map((p) => [p.partition, p.committed]));
  return mark.partitions.map(({ partition, end, committed: before }) => ({
    topic: mark.topic,
    partition,
    from: committed.get(partition) ?? before,
    to: end,
  }));
}
