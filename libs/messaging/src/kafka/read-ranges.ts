import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { withinTime } from '../stage/within-time.js';
import { removeGroup } from './remove-group.js';

/**
 * Offsets of one partition, from the first up to but excluding the second. Topic names are those of the
 * cluster.
 */
export interface OffsetRange {
  topic: string;
  partition: number;
  from: bigint;
  to: bigint;
}

/** A range was not read to its end in time, or Kafka failed meanwhile. */
export class RangeReadFailed extends Error {
  readonly code = 'range_read_failed';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RangeReadFailed';
  }
}

/** Called with each committed message of a range, in order. Returning `enough` ends the range early. */
export type VisitMessage = (range: OffsetRange, message: KafkaMessage) => 'more' | 'enough';

export interface ReadRangesOptions {
  kafka: Kafka;
  /** A group that nobody else uses. Nothing is committed to it, and it is deleted afterwards. */
  group: string;
  timeoutMs: number;
}

/**
 * Reads ranges as a read-committed consumer sees them: it skips control records and messages of aborted
 * transactions, although they take up offsets. Throws RangeReadFailed when the ends are not reached in time.
 */
export async function readRanges(
  ranges: readonly OffsetRange[],
  visit: VisitMessage,
  { kafka, group, timeoutMs }: ReadRangesOptions,
): Promise<void> {
  const open = ranges.filter((range) => range.to > range.from);
  if (open.length === 0) return;
  const consumer = kafka.consumer({
    groupId: group,
    readUncommitted: false,
    maxWaitTimeInMs: 100,
    maxBytesPerPartition: 1024 * 1024,
    allowAutoTopicCreation: false,
    retry: { retries: 5, initialRetryTime: 100, restartOnFailure: () => Promise.resolve(false) },
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set(open.map((r) => r.topic))], fromBeginning: true });
    const tooLate = () =>
      new RangeReadFailed(`the topics could not be read to their ends in ${timeoutMs} ms`);
    await withinTime(timeoutMs, () => new RangeReading(consumer, open, visit).run(), tooLate);
  } catch (cause) {
    if (cause instanceof RangeReadFailed) throw cause;
    throw new RangeReadFailed('the topics could not be read', { cause });
  } finally {
    await consumer.disconnect();
    await removeGroup(kafka, group);
  }
}

class RangeReading {
  private readonly open: Map<string, OffsetRange>;

  constructor(
    private readonly consumer: Consumer,
    ranges: readonly OffsetRange[],
    private readonly visit: VisitMessage,
  ) {
    this.open = new Map(ranges.map((range) => [keyOf(range), { ...range }]));
  }

  run(): Promise<void> {
    const { consumer } = this;
    return new Promise((resolve, reject) => {
      // This must precede the first fetch, because a fetch from elsewhere would move past the range.
      consumer.on(consumer.events.GROUP_JOIN, () => {
        for (const { topic, partition, from } of this.open.values())
          consumer.seek({ topic, partition, offset: String(from) });
      });
      // Only this event reports a batch that holds nothing but control records and aborted messages.
      consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
        this.advance(payload, BigInt(payload.lastOffset) + 1n);
        if (this.open.size === 0) resolve();
      });
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        reject(payload.error);
      });
      consumer
        .run({
          autoCommit: false,
          eachBatch: ({ batch }) => {
            for (const message of batch.messages) this.take(batch, message);
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
  }

  private take(at: { topic: string; partition: number }, message: KafkaMessage): void {
    const range = this.open.get(keyOf(at));
    const offset = BigInt(message.offset);
    if (!range || offset < range.from || offset >= range.to) return;
    range.from = offset + 1n;
    if (this.visit(range, message) === 'enough') this.close(range);
  }

  private advance(at: { topic: string; partition: number }, next: bigint): void {
    const range = this.open.get(keyOf(at));
    if (!range) return;
    range.from = next;
    if (range.from >= range.to) this.close(range);
  }

  private close(range: OffsetRange): void {
    this.open.delete(keyOf(range));
    this.consumer.pause([{ topic: range.topic, partitions: [range.partition] }]);
  }
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`;
