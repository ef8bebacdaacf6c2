import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import type { Consumer, EachBatchPayload, IHeaders } from 'kafkajs';
import { eventually } from './eventually.js';

/** A message as a consumer sees it: headers as text, value null for a tombstone. */
export interface TopicMessage {
  partition: number;
  offset: string;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
  timestamp: string;
}

interface ReadOptions {
  brokers: string[];
  topic: string;
  timeoutMs?: number;
}

/**
 * Everything that a read-committed consumer sees in a topic from its beginning to its present end, ordered by
 * partition and offset. The end is the last stable offset; messages behind an open transaction are not read.
 */
export async function readTopic({
  brokers,
  topic,
  timeoutMs = 30_000,
}: ReadOptions): Promise<TopicMessage[]> {
  const kafka = new Kafka({ clientId: 'test-reader', brokers, logLevel: logLevel.NOTHING });
  const ends = await endsOf(kafka, topic);
  if (ends.size === 0) return [];
  const consumer = kafka.consumer({
    groupId: `test-reader-${randomUUID()}`,
    readUncommitted: false,
    maxWaitTimeInMs: 50,
  });
  try {
    return await readUpTo(consumer, topic, { ends, timeoutMs });
  } finally {
    await consumer.disconnect();
  }
}

/** How often a topic's end is read at most until it stops moving, and the time between two reads. */
const LOOKS = 4;
const LOOK_MS = 60;

/**
 * Last stable offset of each non-empty partition, which kafkajs requests at read-committed level. A commit is
 * answered before its markers are in every partition, so the end counts only once it stops moving. A topic
 * that is written all the time is read up to the last look.
 */
async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    let offsets = await admin.fetchTopicOffsets(topic);
    for (let look = 1; look < LOOKS; look++) {
      const before = highest(offsets);
      await sleep(LOOK_MS);
      offsets = await admin.fetchTopicOffsets(topic);
      if (highest(offsets) === before) break;
    }
    return new Map(
      offsets.filter(({ high, low }) => BigInt(high) > BigInt(low)).map((o) => [o.partition, BigInt(o.high)]),
    );
  } finally {
    await admin.disconnect();
  }
}

const highest = (offsets: readonly { partition: number; high: string }[]) =>
  offsets
    .map(({ partition, high }) => `${partition}:${high}`)
    .sort()
    .join();

async function readUpTo(
  consumer: Consumer,
  topic: string,
  { ends, timeoutMs }: { ends: Map<number, bigint>; timeoutMs: number },
): Promise<TopicMessage[]> {
  const found: TopicMessage[] = [];
  const positions = new Map<number, bigint>();
  // Transaction markers take an offset but are no messages. Only this event reports a batch that holds
  // nothing else.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) =>
    positions.set(payload.partition, BigInt(payload.lastOffset) + 1n),
  );
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachBatch: (payload) => Promise.resolve(collect(payload, found)) });
  const isRead = ([partition, end]: [number, bigint]) => (positions.get(partition) ?? 0n) >= end;
  await eventually(() => [...ends].every(isRead), { timeoutMs, what: `the end of topic ${topic}` });
  return found
    .filter(({ partition, offset }) => BigInt(offset) < (ends.get(partition) ?? 0n))
    .sort((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)));
}

function collect({ batch }: EachBatchPayload, found: TopicMessage[]): void {
  for (const { offset, key, value, headers, timestamp } of batch.messages) {
    found.push({
      partition: batch.partition,
      offset,
      key: key?.toString() ?? null,
      value,
      headers: textHeaders(headers),
      timestamp,
    });
  }
}

function textHeaders(headers: IHeaders = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
