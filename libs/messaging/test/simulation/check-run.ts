import { deadLetterTopicOf, topics, type StageOutcome } from '@dateline/contracts';
import type { LogRecord, SimulatedBroker } from './simulated-broker.js';
import { effectOf, type StageRun } from './stage-run.js';

/** What is wrong with a run, by the logs and offsets of the broker alone; nothing of the stage's own code is asked. */
export function checkRun({ broker, sent, calmAfter }: StageRun): string[] {
  const effects = countBy(visible(broker, topics.deduplicated.name), idOf);
  const letters = countBy(visible(broker, deadLetterTopicOf('deduplicator')), idOf);
  const outcomes = countBy(visible(broker, topics.outcomes.name), inputOf);
  const problems = sent.flatMap(({ id, poison }) => [
    ...expectCount(`effects of ${id}`, effects.get(effectOf(id)), poison ? 0 : 1),
    ...expectCount(`dead letters of ${id}`, letters.get(id), poison ? 1 : 0),
    ...expectCount(`outcomes of ${id}`, outcomes.get(id), 1),
  ]);
  if (calmAfter === null) problems.push('something was left unread');
  return [...problems, ...backwardOffsets(broker)];
}

/** What a reader of committed records sees. */
function visible(broker: SimulatedBroker, topic: string): LogRecord[] {
  return broker.log(topic, 0).filter(({ state }) => state === 'committed');
}

function backwardOffsets({ commits }: SimulatedBroker): string[] {
  const last = new Map<number, bigint>();
  return commits.flatMap(({ partition, offset }) => {
    const before = last.get(partition) ?? 0n;
    last.set(partition, offset);
    return offset > before ? [] : [`the offset of ${partition} went from ${before} to ${offset}`];
  });
}

function expectCount(what: string, found = 0, wanted: number): string[] {
  return found === wanted ? [] : [`${found} ${what}, not ${wanted}`];
}

function countBy(records: LogRecord[], keyOf: (record: LogRecord) => string): Map<string, number> {
  return new Map([...Map.groupBy(records, keyOf)].map(([key, list]) => [key, list.length]));
}

const idOf = ({ headers }: LogRecord): string => headers['ce_id']?.toString() ?? '';

const inputOf = ({ value }: LogRecord): string =>
  (JSON.parse(value?.toString() ?? '{}') as StageOutcome).eventId ?? '';
