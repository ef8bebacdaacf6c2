import { toCloudEventHeaders, topics, type OutgoingEvent, type TopicContract } from '@dateline/contracts';
import type { Context } from '@opentelemetry/api';
import type { Message } from 'kafkajs';
import { headersOfContext } from './trace-context.js';

/** A message for one topic, and its size in bytes as the broker counts it before compression. */
export interface EncodedMessage {
  topic: string;
  message: Message & { key: string | Buffer | null; headers: Record<string, string | Buffer> };
  bytes: number;
}

/** Bytes that a record batch adds to one message: the headers of batch and record, rounded up. */
const BATCH_OVERHEAD = 1024;

const contracts = new Map<string, TopicContract>(Object.values(topics).map((t) => [t.name, t]));

/** Encodes an event: key = subject, CloudEvents headers, `traceparent` of the given context, JSON value. */
export function encodeEvent(event: OutgoingEvent, traceContext?: Context): EncodedMessage {
  const headers = { ...toCloudEventHeaders(event), ...headersOfContext(traceContext) };
  const value = event.data === null ? null : Buffer.from(wellFormedJson(event.data), 'utf8');
  return measured(event.topic, { key: event.subject, value, headers });
}

/** JSON without halves of surrogate pairs, which a text cut at a length may end in: not every consumer can read them. */
function wellFormedJson(data: unknown): string {
  const json = JSON.stringify(data);
  // Whole pairs stand as they are: an escape of a surrogate is half of one, or the text of such an escape.
  if (!/\\ud[89a-f]/.test(json)) return json;
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
}

/** Computes the message's size. */
export function measured(topic: string, message: EncodedMessage['message']): EncodedMessage {
  let bytes = (message.value?.length ?? 0) + Buffer.byteLength(message.key ?? '');
  for (const [name, value] of Object.entries(message.headers))
    bytes += name.length + Buffer.byteLength(value) + 8;
  return { topic, message, bytes };
}

/** Largest record batch of a topic, in bytes. */
export function limitOf(topic: string): number {
  return (contracts.get(topic)?.maxMessageBytes ?? 1024 * 1024) - BATCH_OVERHEAD;
}

/** Whether the broker accepts the message. An oversized message fails its whole transaction every time. */
export function fits(encoded: EncodedMessage): boolean {
  return encoded.bytes <= limitOf(encoded.topic);
}

/**
 * Splits messages into requests. In each, no topic gets more bytes than one record batch may hold, because
 * all of them may fall on one partition. Keeps the order.
 */
export function splitIntoRequests<T extends EncodedMessage>(messages: readonly T[]): T[][] {
  const requests: T[][] = [];
  let current: T[] = [];
  let perTopic = new Map<string, number>();
  for (const message of messages) {
    const bytes = (perTopic.get(message.topic) ?? 0) + message.bytes + 64;
    if (current.length > 0 && bytes > limitOf(message.topic)) {
      requests.push(current);
      current = [];
      perTopic = new Map();
    }
    current.push(message);
    perTopic.set(message.topic, (perTopic.get(message.topic) ?? 0) + message.bytes + 64);
  }
  if (current.length > 0) requests.push(current);
  return requests;
}
