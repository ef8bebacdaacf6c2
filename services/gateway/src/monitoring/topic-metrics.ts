import { DEAD_LETTER_SERVICES, STAGE_READERS } from '@dateline/contracts';
import {
  DeadLetterBox,
  readLag,
  type KafkaClient,
  type KafkaNames,
  type TopicLag,
} from '@dateline/messaging';
import { groupIdOf } from '../quarantine/letter-groups.js';
import { polledGauges, type Registry } from '@dateline/observability';

/** Frequent scrapes must not each cause a request to Kafka. */
const MAX_AGE_MS = 10_000;
const LETTERS_MAX_AGE_MS = 60_000;
const MOST_LETTERS = 1_000;

/** Registers gauges for the topics: unread messages of each group, and waiting dead letters. */
export function topicMetrics(registry: Registry, kafka: KafkaClient, names: KafkaNames): void {
  polledGauges<TopicLag[]>({
    registry,
    maxAgeMs: MAX_AGE_MS,
    read: () =>
      readLag(
        kafka,
        STAGE_READERS.map(({ service, stage, topic }) => ({
          group: names.group(service, stage),
          topic: names.topic(topic),
        })),
      ),
    gauges: [
      {
        name: 'dateline_kafka_consumer_lag',
        help: 'Offsets between what a group has committed and the end of its topic, control records included',
        labelNames: ['group', 'topic'],
        values: (lags) =>
          lags.map(({ group, topic, lag }) => ({ labels: { group, topic }, value: Number(lag) })),
      },
    ],
  });
  deadLetterMetrics(registry, new DeadLetterBox(kafka, names));
}

/** Letters are read and not only counted by offset, because transaction markers take offsets, too. */
function deadLetterMetrics(registry: Registry, box: DeadLetterBox): void {
  polledGauges({
    registry,
    maxAgeMs: LETTERS_MAX_AGE_MS,
    read: () => countLetters(box),
    gauges: [
      {
        name: 'dateline_dead_letters_waiting',
        help: `Dead letters that were not replayed, by the service that wrote them; counted up to ${MOST_LETTERS}`,
        labelNames: ['service'],
        values: (found) => [...found].map(([service, { count }]) => ({ labels: { service }, value: count })),
      },
      {
        name: 'dateline_dead_letter_groups',
        help: 'Causes of the counted dead letters, by the service that wrote them',
        labelNames: ['service'],
        values: (found) =>
          [...found].map(([service, { groups }]) => ({ labels: { service }, value: groups.size })),
      },
      {
        name: 'dateline_dead_letter_oldest_timestamp_seconds',
        help: 'When the oldest waiting dead letter was written, Unix time; absent where none waits',
        labelNames: ['service'],
        values: (found) =>
          [...found].flatMap(([service, { oldest }]) =>
            oldest === null ? [] : [{ labels: { service }, value: oldest / 1000 }],
          ),
      },
    ],
  });
}

interface Letters {
  count: number;
  groups: Set<string>;
  oldest: number | null;
}

async function countLetters(box: DeadLetterBox): Promise<Map<string, Letters>> {
  const found = new Map<string, Letters>(
    DEAD_LETTER_SERVICES.map((service) => [service, { count: 0, groups: new Set(), oldest: null }]),
  );
  let seen = 0;
  await box.read(await box.waiting(DEAD_LETTER_SERVICES), (letter) => {
    const letters = found.get(letter.service);
    const at = Date.parse(letter.at);
    if (letters) {
      letters.count += 1;
      letters.groups.add(groupIdOf(letter));
      if (!Number.isNaN(at)) letters.oldest = Math.min(at, letters.oldest ?? at);
    }
    seen += 1;
    return seen >= MOST_LETTERS ? 'enough' : 'more';
  });
  return found;
}
