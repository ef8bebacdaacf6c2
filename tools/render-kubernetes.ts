import type { TopicContract } from '@dateline/contracts';
import { parse, stringify } from 'yaml';

const NOTE = '# Made by `npm run k8s:generate`; a spec fails when it is stale.\n';
const YAML = { lineWidth: 0 };

/** Strimzi's KafkaTopic of each topic: partitions from the contract, broker settings by `configOf`, three copies. */
export function renderKafkaTopics(
  topics: readonly TopicContract[],
  configOf: (topic: TopicContract) => Record<string, string>,
): string {
  const resources = topics.map((topic) => ({
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'KafkaTopic',
    metadata: { name: topic.name, labels: { 'strimzi.io/cluster': 'dateline' } },
    spec: { partitions: topic.partitions, replicas: 3, config: configOf(topic) },
  }));
  return NOTE + resources.map((resource) => stringify(resource, YAML)).join('---\n');
}

/** The Prometheus operator's PrometheusRule with the groups of all rule files, given by their text. */
export function renderPrometheusRule(files: readonly string[]): string {
  const groups = files.flatMap((text) => (parse(text) as { groups?: object[] } | null)?.groups ?? []);
  const rule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'dateline' },
    spec: { groups },
  };
  return NOTE + stringify(rule, YAML);
}
