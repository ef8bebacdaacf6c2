import { topics } from '@dateline/contracts';
import { Logger } from '@nestjs/common';
import type { ITopicConfig, Kafka } from 'kafkajs';
import { ensureTopics, topicConfigOf } from './ensure-topics.js';
import { KafkaNames } from './kafka-client.js';

const names = new KafkaNames('eu.');
const all = Object.values(topics).map(({ name }) => names.topic(name));

/** A cluster with some topics, one of whose settings may differ from its contract. */
function clusterWith(existing: readonly string[], found: Record<string, string> = {}) {
  const created: ITopicConfig[] = [];
  let isOpen = false;
  const admin = {
    connect: () => Promise.resolve(void (isOpen = true)),
    disconnect: () => Promise.resolve(void (isOpen = false)),
    listTopics: () => Promise.resolve([...existing, 'somebody.else']),
    createTopics: (order: { topics: ITopicConfig[] }) => Promise.resolve(created.push(...order.topics) > 0),
    describeConfigs: ({ resources }: { resources: { name: string }[] }) =>
      Promise.resolve({
        resources: resources.map(({ name }) => ({
          resourceName: name,
          configEntries: Object.entries(found).map(([configName, configValue]) => ({
            configName,
            configValue,
          })),
        })),
      }),
  };
  return { kafka: { admin: () => admin } as unknown as Kafka, created, isOpen: () => isOpen };
}

const settings = { replicationFactor: 3 };

it('creates the missing topics as their contracts say', async () => {
  const [first = '', ...missing] = all;
  const cluster = clusterWith([first]);
  await ensureTopics(cluster.kafka, names, settings);
  expect(cluster.created.map(({ topic }) => topic)).toEqual(missing);
  const articles = cluster.created.find(({ topic }) => topic === names.topic(topics.articles.name));
  expect(articles).toMatchObject({ numPartitions: topics.articles.partitions, replicationFactor: 3 });
  const config = Object.fromEntries((articles?.configEntries ?? []).map(({ name, value }) => [name, value]));
  expect(config).toEqual(topicConfigOf(topics.articles));
  expect(cluster.isOpen()).toBe(false);
});

it('creates nothing when all are there', async () => {
  const cluster = clusterWith(all);
  await ensureTopics(cluster.kafka, names, settings);
  expect(cluster.created).toEqual([]);
});

it('reports a topic that differs from its contract, and changes nothing of it', async () => {
  const warnings: unknown[] = [];
  Logger.overrideLogger({ warn: (line: unknown) => warnings.push(line) } as never);
  const cluster = clusterWith([names.topic(topics.outcomes.name)], { 'max.message.bytes': '17' });
  await ensureTopics(cluster.kafka, names, settings);
  Logger.overrideLogger(true);
  expect(warnings).toEqual([
    `topic eu.${topics.outcomes.name}: max.message.bytes is 17, the contract says ${topics.outcomes.maxMessageBytes}`,
  ]);
  expect(cluster.created.map(({ topic }) => topic)).not.toContain(names.topic(topics.outcomes.name));
});
