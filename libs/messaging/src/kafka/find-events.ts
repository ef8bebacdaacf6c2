import { fromCloudEventHeaders, type OutgoingEvent } from '@dateline/contracts';
import type { Context } from '@opentelemetry/api';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { headersToStrings } from '../stage/decode-message.js';
import { contextFromHeaders } from '../publish/trace-context.js';
import { askCluster } from './ask-cluster.js';
import { readLag } from './consumer-lag.js';
import type { KafkaNames } from './kafka-client.js';
import { readRanges, type OffsetRange } from './read-ranges.js';
import { retryWhileNotReady } from './retry-while-not-ready.js';

/** An event as it stands in a topic, undecoded data parsed. */
export interface FoundEvent {
  event: OutgoingEvent;
  traceContext: Context;
  position: { partition: number; offset: string };
  /** The group has not read past it. */
  isUnread: boolean;
}

export interface EventSearch {
  /** Consumer group, by service and stage, that reads the topic. */
  reader: { service: string; stage: string; topic: string };
  /** Ids (`ce_id`) of the events. */
  ids: ReadonlySet<string>;
  /** Written in this time, both ends included. */
  from: Date;
  to: Date;
  timeoutMs: number;
}

/** Finds events by id in a stretch of a topic. Those that are not there, or are garbage, are missing. */
export async function findEvents(
  kafka: Kafka,
  names: KafkaNames,
  { reader, ids, from, to, timeoutMs }: EventSearch,
): Promise<Map<string, FoundEvent>> {
  const topic = names.topic(reader.topic);
  const group = names.group(reader.service, reader.stage);
  const [lag] = await retryWhileNotReady(() => readLag(kafka, [{ group, topic }]));
  const committed = new Map(lag?.partitions.map((p) => [p.partition, p.committed]));
  const found = new Map<string, FoundEvent>();
  const visit = ({ partition }: OffsetRange, message: KafkaMessage) => {
    const read = readEvent(reader.topic, message);
    if (read && ids.has(read.event.id)) {
      const isUnread = BigInt(message.offset) >= (committed.get(partition) ?? 0n);
      found.set(read.event.id, { ...read, position: { partition, offset: message.offset }, isUnread });
    }
    return found.size === ids.size ? ('enough' as const) : ('more' as const);
  };
  const ranges = await rangesBetween(kafka, topic, { from, to });
  const probe = names.group('gateway', `search-${randomUUID()}`);
  await readRanges(ranges, visit, { kafka, group: probe, timeoutMs });
  return found;
}

async function rangesBetween(
  kafka: Kafka,
  topic: string,
  { from, to }: { from: Date; to: Date },
): Promise<OffsetRange[]> {
  return askCluster(kafka, async (admin) => {
    const bounds = await admin.fetchTopicOffsets(topic);
    const first = await admin.fetchTopicOffsetsByTimestamp(topic, from.getTime());
    const last = await admin.fetchTopicOffsetsByTimestamp(topic, to.getTime() + 1);
    // Where nothing was written at a time or after it, kafkajs gives the end.
    const at = (offsets: typeof first, partition: number) =>
      BigInt(offsets.find((p) => p.partition === partition)?.offset ?? '0');
    return bounds.map(({ partition, low }) => {
      const start = at(first, partition);
      return {
        topic,
        partition,
        from: start < BigInt(low) ? BigInt(low) : start,
        to: at(last, partition),
      };
    });
  });
}

function readEvent(topic: string, message: KafkaMessage): Pick<FoundEvent, 'event' | 'traceContext'> | null {
  const headers = headersToStrings(message.headers);
  const read = fromCloudEventHeaders(headers);
  if (!('attributes' in read) || message.value === null) return null;
  try {
    const data: unknown = JSON.parse(message.value.toString('utf8'));
    return { event: { ...read.attributes, topic, data }, traceContext: contextFromHeaders(headers) };
  } catch {
    return null;
  }
}
