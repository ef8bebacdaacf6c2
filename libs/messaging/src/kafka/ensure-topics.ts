import { topics, type TopicContract } from '@dateline/contracts';
import { Logger } from '@nestjs/common';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { askCluster } from './ask-cluster.js';
import type { KafkaNames } from './kafka-client.js';

export interface TopicSettings {
  /** -1 means the broker's default. */
  replicationFactor: number;
}

/** Broker settings of a topic, taken from its contract. */
export function topicConfigOf(topic: TopicContract): Record<string, string> {
  return {
    'cleanup.policy': topic.cleanup,
    'max.message.bytes': String(topic.maxMessageBytes),
    ...(topic.retentionMs === null ? {} : { 'retention.ms': String(topic.retentionMs) }),
    ...(topic.cleanup === 'compact'
      ? { 'min.cleanable.dirty.ratio': '0.1', 'delete.retention.ms': String(7 * 86_400_000) }
      : {}),
  };
}

/**
 * Creates missing topics; several replicas may do so at once. Reports a topic that differs from its contract.
 */
export async function ensureTopics(kafka: Kafka, names: KafkaNames, settings: TopicSettings): Promise<void> {
  await askCluster(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = Object.values<TopicContract>(topics).filter((t) => !existing.has(names.topic(t.name)));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map((t) => ({
          topic: names.topic(t.name),
          numPartitions: t.partitions,
          replicationFactor: settings.replicationFactor,
          configEntries: Object.entries(topicConfigOf(t)).map(([name, value]) => ({ name, value })),
        })),
      });
    }
    const logger = new Logger('Topics');
    for (const line of await findDrift(admin, names, existing)) logger.warn(line);
  });
}

/** What is not as the contracts say: topics that are missing, and settings that differ. Changes nothing. */
export async function findTopicFaults(
  kafka: Kafka,
  names: KafkaNames,
): Promise<{ missing: string[]; drift: string[] }> {
  return askCluster(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const wanted = Object.values<TopicContract>(topics).map(({ name }) => names.topic(name));
    const missing = wanted.filter((name) => !existing.has(name));
    return { missing, drift: await findDrift(admin, names, existing) };
  });
}

async function findDrift(admin: Admin, names: KafkaNames, existing: Set<string>): Promise<string[]> {
  const present = Object.values<TopicContract>(topics).filter((t) => existing.has(names.topic(t.name)));
  if (present.length === 0) return [];
  const lines: string[] = [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: present.map((t) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: names.topic(t.name) })),
  });
  for (const resource of resources) {
    const contract = present.find((t) => names.topic(t.name) === resource.resourceName);
    if (!contract) continue;
    for (const [name, wanted] of Object.entries(topicConfigOf(contract))) {
      const found = resource.configEntries.find((e) => e.configName === name)?.configValue;
      if (found !== undefined && found !== wanted) {
        lines.push(`topic ${resource.resourceName}: ${name} is ${found}, the contract says ${wanted}`);
      }
    }
  }
  return lines;
}
