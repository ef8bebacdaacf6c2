import { createHash } from 'node:crypto';
import type { TSchema } from 'typebox';
import type { EventContract, EventOf } from './events/event.contract.js';

/**
 * CloudEvents 1.0 attributes of an event, with its value. The order of event times (`time`) may differ from
 * that of offsets.
 */
export interface EventEnvelope<T = unknown> {
  /** Deterministic: the same input gives the same id, so a repeated event can be recognised. */
  id: string;
  type: string;
  /** URI-reference of the writer, for example `/dateline/parser`. */
  source: string;
  /** ISO 8601 UTC instant at which the fact occurred. */
  time: string;
  /** Article id, cluster id or feed id. It is the message key. */
  subject: string;
  data: T;
}

/** An event to write: the envelope and its topic. `data: null` is a tombstone, of an event type of its own. */
export interface OutgoingEvent<T = unknown> extends EventEnvelope<T> {
  topic: string;
}

const REQUIRED = ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_subject'] as const;

/** Makes an event to write under its contract. */
export function makeEvent<C extends EventContract<TSchema>>(
  contract: C,
  attributes: { id: string; source: string; time: string; subject: string },
  data: EventOf<C>,
): OutgoingEvent<EventOf<C>> & { type: C['type'] } {
  return { ...attributes, type: contract.type, topic: contract.topic, data };
}

/** Absolute `$id` of a published schema, by the type of its event or the name of its record. */
export function schemaIdOf(name: string): string {
  return `https://dateline.example/schemas/${name}.schema.json`;
}

/** Headers of the CloudEvents Kafka protocol binding 1.0.2, binary content mode. A null value has no schema. */
export function toCloudEventHeaders(event: EventEnvelope): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: event.source,
    ce_time: event.time,
    ce_subject: event.subject,
    ...(event.data === null
      ? {}
      : { ce_dataschema: schemaIdOf(event.type), 'content-type': 'application/json' }),
  };
}

/** Longest attribute, in characters. */
const MOST: Record<(typeof REQUIRED)[number], number> = {
  ce_specversion: 10,
  ce_id: 200,
  ce_type: 200,
  ce_source: 500,
  ce_time: 40,
  // An address may be the subject.
  ce_subject: 8192,
};

/** RFC 3339: date, time and zone. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** What is wrong with headers that are all there, each in a few words. */
function unfitHeaders(of: (name: (typeof REQUIRED)[number]) => string): string[] {
  const long = REQUIRED.filter((name) => of(name).length > MOST[name]).map((name) => `${name} is too long`);
  const time = of('ce_time');
  const isInstant = INSTANT.test(time.slice(0, 41)) && !Number.isNaN(Date.parse(time));
  return [
    ...long,
    ...(of('ce_specversion') === '1.0' ? [] : ['ce_specversion is not 1.0']),
    ...(isInstant ? [] : ['ce_time is no instant (RFC 3339)']),
  ];
}

/**
 * Reads the attributes from headers. Otherwise returns the names of missing headers, or what is wrong with
 * them.
 */
export function fromCloudEventHeaders(
  headers: Record<string, string | undefined>,
): { attributes: Omit<EventEnvelope, 'data'> } | { missing: string[] } | { unfit: string[] } {
  const missing = REQUIRED.filter((name) => !headers[name]);
  if (missing.length > 0) return { missing };
  const of = (name: (typeof REQUIRED)[number]) => headers[name] ?? '';
  const unfit = unfitHeaders(of);
  if (unfit.length > 0) return { unfit };
  return {
    attributes: {
      id: of('ce_id'),
      type: of('ce_type'),
      source: of('ce_source'),
      time: of('ce_time'),
      subject: of('ce_subject'),
    },
  };
}

/** Deterministic event id: the first 32 hex digits of a sha256 over the parts with their lengths. */
export function deterministicId(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}
