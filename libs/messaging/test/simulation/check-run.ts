import { deadLetterTopicOf, topics, type StageOutcome } from '@dateline/contracts';
import { INPUT, type Run } from './run-seed.js';
import type { LogRecord, SimulatedBroker } from './simulated-broker.js';
import { effectOf } from './stage-replica.js';

/**
 * What is wrong with a run, by the logs and offsets of the broker and by what the publisher answered. No code of
 * the library is asked.
 */
export function checkRun(run: Run): string[] {
  return [
    ...checkPublications(run),
    ...checkEffects(run),
    ...backwardOffsets(run.broker),
    ...(run.isDone ? [] : ['something was left unpublished or unread']),
    ...(run.idle?.unready ?? []).map((detail) => `unready with nothing to do: ${detail}`),
    ...(run.idle && run.idle.rebalances > 0 ? ['a rebalance with nothing to do'] : []),
  ];
}

/** An acknowledged order is in the log, and an order and its outcome are there equally often. */
function checkPublications({ broker, orders, acknowledged }: Run): string[] {
  const written = countBy(visible(broker, INPUT), idOf);
  const told = countBy(outcomesOf(broker, 'discover'), ({ eventId }) => eventId ?? '');
  return orders.flatMap(({ id }) => {
    const count = written.get(id) ?? 0;
    return [
      ...(acknowledged.has(id) && count === 0 ? [`acknowledged and not written: ${id}`] : []),
      ...differences(`outcomes of the order ${id}`, told.get(id), count),
    ];
  });
}

/** Each order in the log has its effect or dead letter exactly once, and effects of an article keep the order. */
function checkEffects({ broker, orders }: Run): string[] {
  const poison = new Set(orders.flatMap((order) => (order.poison ? [order.id] : [])));
  const input = visible(broker, INPUT);
  const letters = countBy(visible(broker, deadLetterTopicOf('deduplicator')), idOf);
  const told = countBy(outcomesOf(broker, 'withdraw'), ({ eventId }) => eventId ?? '');
  const effects = Map.groupBy(visible(broker, topics.deduplicated.name), keyOf);
  const counts = [...countBy(input, idOf)].flatMap(([id, count]) => [
    ...differences(`dead letters of ${id}`, letters.get(id), poison.has(id) ? count : 0),
    ...differences(`outcomes of ${id}`, told.get(id), count),
  ]);
  const sequences = [...Map.groupBy(input, keyOf)].flatMap(([key, list]) => {
    const wanted = list.flatMap((record) => (poison.has(idOf(record)) ? [] : [effectOf(idOf(record))]));
    const found = (effects.get(key) ?? []).map(idOf);
    return compareSequences(key.slice(0, 8), found, wanted);
  });
  return [...counts, ...sequences];
}

function compareSequences(key: string, found: readonly string[], wanted: readonly string[]): string[] {
  if (found.join() === wanted.join()) return [];
  if (found.length < wanted.length)
    return [`lost: ${wanted.length - found.length} effects of article ${key}`];
  if (found.length > wanted.length)
    return [`doubled: ${found.length - wanted.length} effects of article ${key}`];
  return [`effects of article ${key} are not in the order of their input`];
}

/** What a reader of committed records sees, partition after partition. */
function visible(broker: SimulatedBroker, topic: string): LogRecord[] {
  return broker.logsOf(topic).flatMap((log) => log.filter(({ state }) => state === 'committed'));
}

function outcomesOf(broker: SimulatedBroker, stage: string): StageOutcome[] {
  return visible(broker, topics.outcomes.name)
    .map(({ value }) => JSON.parse(value?.toString() ?? '{}') as StageOutcome)
    .filter((outcome) => outcome.stage === stage);
}

function backwardOffsets({ commits }: SimulatedBroker): string[] {
  const last = new Map<number, bigint>();
  return commits.flatMap(({ partition, offset }) => {
    const before = last.get(partition) ?? 0n;
    last.set(partition, offset);
    return offset > before ? [] : [`the offset of ${partition} went from ${before} to ${offset}`];
  });
}

function differences(what: string, found = 0, wanted = 0): string[] {
  return found === wanted ? [] : [`${found} ${what}, not ${wanted}`];
}

function countBy<T>(list: readonly T[], key: (of: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(list, key)].map(([name, same]) => [name, same.length]));
}

const idOf = ({ headers }: LogRecord): string => headers['ce_id']?.toString() ?? '';

const keyOf = ({ key }: LogRecord): string => key?.toString() ?? '';
