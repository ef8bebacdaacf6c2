import {
  deterministicId,
  events,
  makeEvent,
  READERS_ON_THE_WAY,
  topics,
  type StageOutcome,
} from '@dateline/contracts';
import { encodeEvent, measured, type EncodedMessage } from '../publish/encode-event.js';
import { originalHeaders, type DeadLetter } from './read-dead-letter.js';
import { takeLetters, type TakeOptions } from './take-letters.js';

export interface ReplayOptions extends TakeOptions {
  now: () => Date;
  /** Who ordered the replay; the outcomes name it. */
  who: { service: string; version: string };
}

export interface ReplayReport {
  replayed: DeadLetter[];
  /** Letters that were not selected, or whose topic is not ours. They stay in the box. */
  kept: number;
}

/**
 * Stages in which a dead letter ends an article's way. Only there does a replay put the article in flight
 * again.
 */
const ON_THE_WAY: readonly string[] = READERS_ON_THE_WAY.map(({ stage }) => stage);

/**
 * Puts dead letters back on their original topics, with the original bytes and headers, and the outcomes that put their
 * articles in flight. A letter that does not hold its original, or names a topic that is not ours, stays.
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<ReplayReport> {
  const { names, now, who } = options;
  const known = new Set<string>(Object.values(topics).map((topic) => names.topic(topic.name)));
  const wanted = (letter: DeadLetter) => options.wanted(letter) && known.has(letter.topic) && !letter.omitted;
  const { taken, kept } = await takeLetters({ ...options, wanted }, (letter) => {
    const { key, value } = letter.raw;
    const original = { key, value, headers: originalHeaders(letter) };
    return [measured(names.contractTopic(letter.topic), original), ...replayOutcome(letter, who, now())];
  });
  return { replayed: taken, kept };
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
