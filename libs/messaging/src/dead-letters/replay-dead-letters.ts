import {
  deterministicId,
  events,
  makeEvent,
  READERS_ON_THE_WAY,
  topics,
  type StageOutcome,
} from '@dateline/contracts';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { originalHeaders, type DeadLetter } from './read-dead-letter.js';
import type { DeadLetterBox, LetterRange } from './dead-letter-box.js';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { encodeEvent, measured, type EncodedMessage } from '../publish/encode-event.js';
import { TransactionalProducer } from '../publish/transactional-producer.js';
import { bufferHeaders } from '../stage/message-settlement.js';

export interface ReplayOptions {
  kafka: Kafka;
  names: KafkaNames;
  box: DeadLetterBox;
  services: readonly string[];
  wanted: (letter: DeadLetter) => boolean;
  now: () => Date;
  /** Who ordered the replay; the outcomes name it. */
  who: { service: string; version: string };
}

export interface ReplayReport {
  replayed: DeadLetter[];
  /** Letters that were not selected, or whose topic is not ours. They stay in the box. */
  kept: number;
}

/** The most letters and bytes in one transaction. */
const CHUNK = { letters: 100, bytes: 16 * 1024 * 1024 };
const TRANSACTION_TIMEOUT_MS = 60_000;

/**
 * Stages in which a dead letter ends an article's way. Only there does a replay put the article in flight
 * again.
 */
const ON_THE_WAY: readonly string[] = READERS_ON_THE_WAY.map(({ stage }) => stage);

/**
 * Puts dead letters back on their original topics, with the original bytes and headers. Each transaction
 * writes the messages, the outcomes that put their articles in flight, and the position in the box; an
 * interrupted replay continues from there. Letters that stay in the box move to the end of their topic,
 * because an offset cannot leave gaps.
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<ReplayReport> {
  const { kafka, names, box, services } = options;
  const producer = await TransactionalProducer.open(kafka, names, {
    // All replays share one transactional id. A second replay fences the first, so no letter goes out twice.
    transactionalId: `${box.group}-replay`,
    transactionTimeoutMs: TRANSACTION_TIMEOUT_MS,
  });
  try {
    // Offsets are read only after the transaction of a fenced replay has ended.
    await producer.fence();
    const known = new Set<string>(Object.values(topics).map((topic) => names.topic(topic.name)));
    const report: ReplayReport = { replayed: [], kept: 0 };
    for (const range of await box.waiting(services)) {
      const next = await replayRange(range, { ...options, producer, known, report });
      await box.untilRead(range, next);
    }
    return report;
  } finally {
    await producer.close();
  }
}

interface Replay extends ReplayOptions {
  producer: TransactionalProducer;
  known: ReadonlySet<string>;
  report: ReplayReport;
}

/** Returns the offset up to which the range is done. */
async function replayRange(range: LetterRange, replay: Replay): Promise<bigint> {
  const { total, lastWanted } = await survey(range, replay);
  const end = lastWanted === null ? range.first : lastWanted + 1n;
  let wanted = 0;
  let first = range.first;
  while (first < end) {
    const letters = await readChunk({ ...range, first, end }, replay.box);
    const last = letters.at(-1);
    if (!last) break;
    first = BigInt(last.position.offset) + 1n;
    const back = letters.filter((letter) => isWanted(letter, replay));
    await commitChunk({ back, kept: letters.filter((letter) => !back.includes(letter)) }, range, {
      ...replay,
      next: first,
    });
    replay.report.replayed.push(...back.map((letter) => ({ ...letter, raw: withoutValue(letter) })));
    wanted += back.length;
  }
  replay.report.kept += total - wanted;
  return first;
}

/** Counts the letters and finds the offset after the last selected one. Letters beyond it stay in place. */
async function survey(
  range: LetterRange,
  replay: Replay,
): Promise<{ total: number; lastWanted: bigint | null }> {
  let total = 0;
  let lastWanted: bigint | null = null;
  await replay.box.read([range], (letter) => {
    total += 1;
    if (isWanted(letter, replay)) lastWanted = BigInt(letter.position.offset);
    return 'more';
  });
  return { total, lastWanted };
}

async function readChunk(range: LetterRange, box: DeadLetterBox): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  let bytes = 0;
  await box.read([range], (letter) => {
    letters.push(letter);
    bytes += letter.bytes;
    return letters.length >= CHUNK.letters || bytes >= CHUNK.bytes ? 'enough' : 'more';
  });
  return letters;
}

const isWanted = (letter: DeadLetter, { wanted, known }: Replay) =>
  known.has(letter.topic) && !letter.omitted && wanted(letter);

async function commitChunk(
  { back, kept }: { back: DeadLetter[]; kept: DeadLetter[] },
  { topic, partition }: LetterRange,
  { producer, names, box, now, next, who }: Replay & { next: bigint },
): Promise<void> {
  const on = (name: string, { key, value }: KafkaMessage, headers: EncodedMessage['message']['headers']) =>
    measured(names.contractTopic(name), { key, value, headers });
  await producer.run(async (transaction) => {
    await transaction.write(back.map((letter) => on(letter.topic, letter.raw, originalHeaders(letter))));
    await transaction.write(kept.map(({ raw }) => on(topic, raw, bufferHeaders(raw))));
    await transaction.write(back.flatMap((letter) => replayOutcome(letter, who, now())));
    await transaction.commitOffset({ group: box.group, topic, partition, offset: String(next) });
  });
}

/**
 * The outcome that puts the letter's article in flight again; none when the letter did not end the article's
 * way.
 */
function replayOutcome(
  letter: DeadLetter,
  { service, version }: ReplayOptions['who'],
  now: Date,
): EncodedMessage[] {
  const { articleId, stage, position } = letter;
  if (articleId === null || !ON_THE_WAY.includes(stage)) return [];
  const eventId = deterministicId('replay', position.topic, String(position.partition), position.offset);
  const outcome: StageOutcome = {
    articleId,
    stage: 'replay',
    outcome: 'emitted',
    reason: null,
    detail: `${stage}: ${letter.code}`.slice(0, 2000),
    duplicateOf: null,
    eventId,
    emitted: letter.eventId === null ? [] : [letter.eventId],
    input: position,
    attempts: 1,
    service,
    version,
    feedId: null,
    url: null,
    occurredAt: now.toISOString(),
  };
  const id = deterministicId('outcome', 'replay', eventId, 'emitted');
  const event = makeEvent(
    events.stageOutcome,
    { id, source: `/dateline/${service}`, time: outcome.occurredAt, subject: articleId },
    outcome,
  );
  return [encodeEvent(event)];
}

const withoutValue = ({ raw }: DeadLetter) => ({ ...raw, value: null });
