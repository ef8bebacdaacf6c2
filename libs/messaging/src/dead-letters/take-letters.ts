import type { Kafka } from 'kafkajs';
import type { KafkaNames } from '../kafka/kafka-client.js';
import { measured, type EncodedMessage } from '../publish/encode-event.js';
import { TransactionalProducer } from '../publish/transactional-producer.js';
import { bufferHeaders } from '../stage/message-settlement.js';
import type { DeadLetterBox, LetterRange } from './dead-letter-box.js';
import type { DeadLetter } from './read-dead-letter.js';

export interface TakeOptions {
  kafka: Kafka;
  names: KafkaNames;
  box: DeadLetterBox;
  services: readonly string[];
  wanted: (letter: DeadLetter) => boolean;
}

export interface TakeReport {
  /** Letters that left the box, without their values. */
  taken: DeadLetter[];
  /** Letters that were not selected. They stay in the box. */
  kept: number;
}

/** What is written in place of a letter. */
type Replacement = (letter: DeadLetter) => EncodedMessage[];

/** The most letters and bytes in one transaction. */
const CHUNK = { letters: 100, bytes: 16 * 1024 * 1024 };
const TRANSACTION_TIMEOUT_MS = 60_000;

interface Taking extends TakeOptions {
  producer: TransactionalProducer;
  replace: Replacement;
  report: TakeReport;
}

/**
 * Takes letters out of the box. Each transaction writes what replaces them and the position in the box, so that an
 * interrupted run goes on from there. Letters that stay move to the end of their topic, because an offset cannot leave gaps.
 */
export async function takeLetters(options: TakeOptions, replace: Replacement): Promise<TakeReport> {
  const { kafka, names, box, services } = options;
  const producer = await TransactionalProducer.open(kafka, names, {
    // All runs share one transactional id. A second one fences the first, so no letter goes out twice.
    transactionalId: `${box.group}-replay`,
    transactionTimeoutMs: TRANSACTION_TIMEOUT_MS,
  });
  try {
    // Offsets are read only after the transaction of a fenced run has ended.
    await producer.fence();
    const report: TakeReport = { taken: [], kept: 0 };
    for (const range of await box.waiting(services)) {
      const next = await takeFrom(range, { ...options, producer, replace, report });
      await box.untilRead(range, next);
    }
    return report;
  } finally {
    await producer.close();
  }
}

/** Returns the offset up to which the range is done. */
async function takeFrom(range: LetterRange, taking: Taking): Promise<bigint> {
  const { box, report } = taking;
  const { total, lastWanted } = await survey(range, taking);
  const end = lastWanted === null ? range.first : lastWanted + 1n;
  let taken = 0;
  let first = range.first;
  while (first < end) {
    const letters = await readChunk({ ...range, first, end }, box);
    const last = letters.at(-1);
    if (!last) break;
    first = BigInt(last.position.offset) + 1n;
    const out = letters.filter(taking.wanted);
    const kept = letters.filter((letter) => !out.includes(letter));
    await commitChunk({ out, kept }, { range, next: first }, taking);
    report.taken.push(...out.map((letter) => ({ ...letter, raw: { ...letter.raw, value: null } })));
    taken += out.length;
  }
  report.kept += total - taken;
  return first;
}

/** Counts the letters and finds the last selected one. Letters beyond it stay in place. */
async function survey(
  range: LetterRange,
  { box, wanted }: Taking,
): Promise<{ total: number; lastWanted: bigint | null }> {
  let total = 0;
  let lastWanted: bigint | null = null;
  await box.read([range], (letter) => {
    total += 1;
    if (wanted(letter)) lastWanted = BigInt(letter.position.offset);
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

async function commitChunk(
  { out, kept }: { out: DeadLetter[]; kept: DeadLetter[] },
  { range: { topic, partition }, next }: { range: LetterRange; next: bigint },
  { producer, names, box, replace }: Taking,
): Promise<void> {
  const stays = ({ raw }: DeadLetter) =>
    measured(names.contractTopic(topic), { key: raw.key, value: raw.value, headers: bufferHeaders(raw) });
  await producer.run(async (transaction) => {
    await transaction.write(out.flatMap(replace));
    await transaction.write(kept.map(stays));
    await transaction.commitOffset({ group: box.group, topic, partition, offset: String(next) });
  });
}
