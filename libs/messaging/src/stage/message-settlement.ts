import {
  deadLetterHeaders as dl,
  deadLetterTopicOf,
  deterministicId,
  events,
  isRecorded,
  makeEvent,
  type EventEnvelope,
  type ReadingStage,
  type StageOutcome,
} from '@dateline/contracts';
import type { Context } from '@opentelemetry/api';
import type { KafkaMessage } from 'kafkajs';
import type { MessagePosition } from './decode-message.js';
import { encodeEvent, fits, measured, type EncodedMessage } from '../publish/encode-event.js';
import { failureOriginOf } from '../dead-letters/failure-origin.js';
import { codeOf, describeError } from '../messaging.errors.js';
import { rejected, type StageResult } from './stage-result.js';

/** The processing service, named in outcomes and dead letters. */
export interface StageIdentity {
  service: string;
  version: string;
  stage: ReadingStage;
}

/** An input message with its decoded form. */
export interface IncomingMessage {
  position: MessagePosition;
  raw: KafkaMessage;
  /** Null when it could not be decoded. */
  event: EventEnvelope | null;
  attempts: number;
  traceContext: Context;
}

/** The messages that end an input message, for the transaction. */
export interface Settlement {
  outcome: StageOutcome['outcome'];
  reason: string | null;
  messages: EncodedMessage[];
}

const ARTICLE_ID = /^[0-9a-f]{64}$/;

/**
 * Encodes the events of a result. If the broker would refuse one of them, the result becomes `rejected:
 * too_large`.
 */
export function settleResult(
  incoming: IncomingMessage,
  result: StageResult,
  who: StageIdentity,
  now: Date,
): Settlement {
  const encoded = (result.events ?? []).map((event) => encodeEvent(event, incoming.traceContext));
  const tooLarge = encoded.find((message) => !fits(message));
  if (tooLarge) {
    const refusal = rejected(
      'too_large',
      `a message of ${tooLarge.bytes} bytes does not fit ${tooLarge.topic}`,
    );
    return settleResult(incoming, refusal, who, now);
  }
  const outcome = outcomeOf(incoming, who, now, {
    outcome: result.outcome,
    reason: result.outcome === 'emitted' ? null : result.reason,
    duplicateOf: result.outcome === 'duplicate' ? result.duplicateOf : null,
    emitted: (result.events ?? []).map((e) => e.id),
    ...factsOf(result),
  });
  const reason = result.outcome === 'emitted' ? null : result.reason;
  return { outcome: result.outcome, reason, messages: [...encoded, ...outcome] };
}

/**
 * The dead letter of a message: its original bytes and headers, with cause, stage, attempts and version in
 * added headers.
 */
export function settleFailure(
  incoming: IncomingMessage,
  error: unknown,
  who: StageIdentity,
  now: Date,
): Settlement {
  const code = codeOf(error);
  const outcome = outcomeOf(incoming, who, now, {
    outcome: 'dead_lettered',
    reason: code,
    detail: describeError(error),
  });
  return {
    outcome: 'dead_lettered',
    reason: code,
    messages: [deadLetterOf(incoming, error, who, now), ...outcome],
  };
}

/**
 * A value that exceeds the dead-letter topic's limit once unpacked stays only on its original topic; the
 * letter says so.
 */
function deadLetterOf(
  incoming: IncomingMessage,
  error: unknown,
  who: StageIdentity,
  now: Date,
): EncodedMessage {
  const { position, raw } = incoming;
  const whole = measured(deadLetterTopicOf(who.service), {
    key: raw.key,
    value: raw.value,
    headers: {
      ...bufferHeaders(raw),
      [dl.code]: codeOf(error),
      [dl.cause]: describeError(error),
      [dl.origin]: failureOriginOf(error),
      [dl.stage]: who.stage,
      [dl.service]: who.service,
      [dl.version]: who.version,
      [dl.attempts]: String(incoming.attempts),
      [dl.at]: now.toISOString(),
      [dl.topic]: position.topic,
      [dl.partition]: String(position.partition),
      [dl.offset]: position.offset,
      [dl.timestamp]: raw.timestamp,
    },
  });
  if (fits(whole)) return whole;
  const headers = { ...whole.message.headers, [dl.omitted]: String(raw.value?.length ?? 0) };
  return measured(whole.topic, { ...whole.message, value: Buffer.alloc(0), headers });
}

/** The outcome event of a message. Its id derives from the message, so a repeated message repeats the id. */
export function outcomeEvent(outcome: StageOutcome) {
  const of =
    outcome.eventId ?? `${outcome.input?.topic}/${outcome.input?.partition}/${outcome.input?.offset}`;
  return makeEvent(
    events.stageOutcome,
    {
      id: deterministicId('outcome', outcome.stage, of, outcome.outcome),
      source: `/dateline/${outcome.service}`,
      time: outcome.occurredAt,
      subject: outcome.articleId ?? 'unattributed',
    },
    outcome,
  );
}

/** The outcome of a message as a message to write; none when the stage does not record outcomes. */
function outcomeOf(
  incoming: IncomingMessage,
  who: StageIdentity,
  now: Date,
  end: Partial<StageOutcome> & Pick<StageOutcome, 'outcome'>,
): EncodedMessage[] {
  const { stage } = who;
  if (!isRecorded(stage, end.outcome)) return [];
  const subject = incoming.event?.subject ?? incoming.raw.key?.toString('utf8') ?? '';
  const outcome: StageOutcome = {
    articleId: ARTICLE_ID.test(subject) ? subject : null,
    stage,
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: incoming.event?.id ?? null,
    emitted: [],
    input: incoming.position,
    attempts: incoming.attempts,
    service: who.service,
    version: who.version,
    feedId: null,
    url: null,
    occurredAt: now.toISOString(),
    ...end,
  };
  return [encodeEvent(outcomeEvent(outcome), incoming.traceContext)];
}

function factsOf(result: StageResult): Partial<StageOutcome> {
  return {
    ...(result.feedId === undefined ? {} : { feedId: result.feedId }),
    ...(result.url === undefined ? {} : { url: result.url }),
    ...(result.detail === undefined ? {} : { detail: result.detail.slice(0, 2000) }),
  };
}

/** Headers with one value each: of several, the last. */
export function bufferHeaders(raw: KafkaMessage): Record<string, string | Buffer> {
  const out: Record<string, string | Buffer> = {};
  for (const [name, value] of Object.entries(raw.headers ?? {})) {
    const one = Array.isArray(value) ? value.at(-1) : value;
    if (one !== undefined) out[name] = one;
  }
  return out;
}
