import { parse, stringify } from 'yaml';

const NOTE = '# Made by `npm run k8s:generate`; a spec fails when it is stale.\n';
const YAML = { lineWidth: 0 };

/**
 * Strimzi's KafkaTopic of each topic: partitions and settings from the contract, three copies.
 * @param {object[]} topics contracts of libs/contracts
 * @param {(topic: object) => Record<string, string>} configOf broker settings of a topic
 */
export function renderKafkaTopics(topics, configOf) {
  const resources = topics.map((topic) => ({
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'KafkaTopic',
    metadata: { name: topic.name, labels: { 'strimzi.io/cluster': 'dateline' } },
    spec: { partitions: topic.partitions, replicas: 3, config: configOf(topic) },
  }));
  return NOTE + resources.map((resource) => stringify(resource, YAML)).join('---\n');
}

/** The Prometheus operator's PrometheusRule with the groups of all rule files, given by their text. */
export function renderPrometheusRule(files) {
  const groups = files.flatMap((text) => parse(text)?.groups ?? []);
  const rule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'dateline' },
    spec: { groups },
  };
  return NOTE + stringify(rule, YAML);
}
