import {
  deterministicId,
  events,
  makeEvent,
  READERS_ON_THE_WAY,
  toCloudEventHeaders,
  topics,
  type StageOutcome,
} from '@dateline/contracts';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { originalHeaders, type DeadLetter } from './read-dead-letter.js';
import type { DeadLetterBox, LetterRange } from './dead-letter-box.js';
import type { Kafka, Producer, Transaction } from 'kafkajs';

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
  const producer = kafka.producer({
    // All replays share one transactional id. A second replay fences the first, so no letter goes out twice.
    transactionalId: `${box.group}-replay`,
    transactionTimeout: 60_000,
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2000 },
  });
  await producer.connect();
  try {
    // Aborts the transaction of a fenced replay. Offsets are read only after that.
    await (await producer.transaction()).abort();
    const known = new Set<string>(Object.values(topics).map((topic) => names.topic(topic.name)));
    const report: ReplayReport = { replayed: [], kept: 0 };
    for (const range of await box.waiting(services)) {
      const next = await replayRange(range, { ...options, producer, known, report });
      await box.untilRead(range, next);
    }
    return report;
  } finally {
    await producer.disconnect();
  }
}

interface Replay extends ReplayOptions {
  producer: Producer;
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
  const transaction = await producer.transaction();
  try {
    // One at a time: several together could exceed a record batch.
    for (const letter of back) await sendBack(transaction, letter);
    for (const { raw } of kept)
      await transaction.send({ topic, messages: [{ key: raw.key, value: raw.value, headers: raw.headers }] });
    const outcomes = back.flatMap((letter) => replayOutcome(letter, who, now()));
    if (outcomes.length > 0)
      await transaction.send({ topic: names.topic(topics.outcomes.name), messages: outcomes });
    await transaction.sendOffsets({
      consumerGroupId: box.group,
      topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
    });
    await transaction.commit();
  } catch (error) {
    if (transaction.isActive()) await transaction.abort().catch(() => undefined);
    throw error;
  }
}

async function sendBack(transaction: Transaction, letter: DeadLetter): Promise<void> {
  const { key, value } = letter.raw;
  await transaction.send({
    topic: letter.topic,
    messages: [{ key, value, headers: originalHeaders(letter) }],
  });
}

/**
 * The outcome that puts the letter's article in flight again; none when the letter did not end the article's
 * way.
 */
function replayOutcome(letter: DeadLetter, { service, version }: ReplayOptions['who'], now: Date) {
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
  return [{ key: articleId, value: JSON.stringify(event.data), headers: toCloudEventHeaders(event) }];
}

const withoutValue = ({ raw }: DeadLetter) => ({ ...raw, value: null });
