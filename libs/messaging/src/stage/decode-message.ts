import {
  checkAgainst,
  fromCloudEventHeaders,
  type EventContract,
  type EventEnvelope,
} from '@dateline/contracts';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import { PermanentError } from '../messaging.errors.js';

/** Position of a message. `offset` is a decimal string, because Kafka's offsets are 64 bits wide. */
export interface MessagePosition {
  topic: string;
  partition: number;
  offset: string;
}

/** A decoded and valid message for a handler. */
export interface StageMessage<T = unknown> {
  event: EventEnvelope<T>;
  position: MessagePosition;
  /** 1 for the first attempt in this process. */
  attempt: number;
  /** W3C Trace Context of the writer, if the message has one. */
  traceparent: string | null;
}

/** Header values as strings; the last value of a repeated header counts. */
export function headersToStrings(headers: IHeaders | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) out[name] = typeof last === 'string' ? last : last.toString('utf8');
  }
  return out;
}

/**
 * Reads a Kafka message as a CloudEvent of one of the given contracts (binary content mode, JSON value).
 * Throws PermanentError: `missing_headers`, `malformed_headers`, `unknown_event_type`, `empty_value`, `malformed_json` or `schema_mismatch`.
 */
export function decodeMessage(
  message: KafkaMessage,
  contracts: ReadonlyMap<string, EventContract>,
): EventEnvelope {
  const read = fromCloudEventHeaders(headersToStrings(message.headers));
  if ('missing' in read) {
    const rule = `${read.missing.join(', ')} missing`;
    throw new PermanentError('missing_headers', `not a CloudEvent: ${rule}`, { rule });
  }
  if ('unfit' in read) {
    const rule = read.unfit.join(', ');
    throw new PermanentError('malformed_headers', `not a CloudEvent: ${rule}`, { rule });
  }
  const contract = contracts.get(read.attributes.type);
  if (!contract)
    throw new PermanentError('unknown_event_type', `no contract for type ${read.attributes.type}`);
  if (message.value === null) throw new PermanentError('empty_value', 'the message has no value');
  const checked = checkAgainst(contract.schema, parseJson(message.value));
  if (!checked.ok) {
    const rule = `${contract.type}: ${withoutPlaces(checked.problems[0] ?? '')}`;
    throw new PermanentError('schema_mismatch', `${contract.type}: ${checked.problems.join('; ')}`, { rule });
  }
  return { ...read.attributes, data: checked.value };
}

/** A problem of one item of a list is the same problem in every item. */
const withoutPlaces = (problem: string) => problem.replaceAll(/\/\d+/g, '/*');

function parseJson(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (cause) {
    throw new PermanentError('malformed_json', 'the value is not JSON', { cause });
  }
}
