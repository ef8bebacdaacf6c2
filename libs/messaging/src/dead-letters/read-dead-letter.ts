import { bufferHeaders } from '../stage/message-settlement.js';
import { deadLetterHeaders as dl, deterministicId } from '@dateline/contracts';
import { headersToStrings, type MessagePosition } from '../stage/decode-message.js';
import type { KafkaMessage } from 'kafkajs';

/** A message that a stage could not process, with the reason and its origin. */
export interface DeadLetter {
  /** Stays the same when the letter moves in its topic. */
  id: string;
  /** Position of the letter itself. */
  position: MessagePosition;
  service: string;
  stage: string;
  code: string;
  cause: string;
  /** The rule that the message broke, or the frame of the stack in which it failed; empty in letters of earlier versions. */
  origin: string;
  attempts: number;
  version: string;
  at: string;
  /** Null when the key of the original message is not an article id. */
  articleId: string | null;
  /** Topic of the original message, as named in the cluster. */
  topic: string;
  /** Type and id of the original event, if it had them. */
  eventType: string | null;
  eventId: string | null;
  /** The original value, in bytes. */
  bytes: number;
  /** The letter could not hold its original, so it cannot be replayed from here. */
  omitted: boolean;
  raw: KafkaMessage;
}

const OWN_HEADERS: ReadonlySet<string> = new Set(Object.values(dl));
const ARTICLE_ID = /^[0-9a-f]{64}$/;

/** Reads a message of a dead-letter topic. Fields that a foreign writer left out are empty. */
export function readDeadLetter(
  raw: KafkaMessage,
  { topic, partition }: Omit<MessagePosition, 'offset'>,
): DeadLetter {
  const headers = headersToStrings(raw.headers);
  const key = raw.key?.toString('utf8') ?? '';
  return {
    id: letterIdOf(raw, headers),
    position: { topic, partition, offset: raw.offset },
    service: headers[dl.service] ?? '',
    stage: headers[dl.stage] ?? '',
    code: headers[dl.code] ?? '',
    cause: headers[dl.cause] ?? '',
    origin: headers[dl.origin] ?? '',
    attempts: Number(headers[dl.attempts] ?? 1),
    version: headers[dl.version] ?? '',
    at: headers[dl.at] ?? '',
    articleId: ARTICLE_ID.test(key) ? key : null,
    topic: headers[dl.topic] ?? '',
    eventType: headers['ce_type'] ?? null,
    eventId: headers['ce_id'] ?? null,
    bytes: Number(headers[dl.omitted] ?? raw.value?.length ?? 0),
    omitted: dl.omitted in headers,
    raw,
  };
}

const LETTER = [dl.stage, dl.topic, dl.partition, dl.offset, dl.code, dl.at, 'ce_id'] as const;

/** A message that dies again after it was put back is another letter: it has another offset. */
function letterIdOf({ key }: KafkaMessage, headers: Record<string, string>): string {
  return deterministicId(
    'dead-letter',
    key?.toString('hex') ?? '',
    ...LETTER.map((name) => headers[name] ?? ''),
  );
}

/** Headers of the original message: the letter's headers without those that the dead letter added. */
export function originalHeaders({ raw }: DeadLetter): Record<string, string | Buffer> {
  return Object.fromEntries(Object.entries(bufferHeaders(raw)).filter(([name]) => !OWN_HEADERS.has(name)));
}
