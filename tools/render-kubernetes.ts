import type { TopicContract } from '@dateline/contracts';
import { parse, stringify } from 'yaml';

const NOTE = '# Made by `npm run k8s:generate`; a spec fails when it is stale.\n';
const YAML = { lineWidth: 0 };

/**
 * Strimzi's KafkaTopic of each topic: partitions from the contract, broker settings by `configOf`, three copies. And the KafkaUser of
 * consumers, who may read the public ones in groups named reader.<anything>.
 */
export function renderKafkaTopics(
  topics: readonly TopicContract[],
  configOf: (topic: TopicContract) => Record<string, string>,
): string {
  const resources: object[] = topics.map((topic) => ({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaTopic',
    metadata: { name: topic.name, labels: { 'strimzi.io/cluster': 'dateline' } },
    spec: { partitions: topic.partitions, replicas: 3, config: configOf(topic) },
  }));
  resources.push(reader(publicTopics(topics)));
  return NOTE + resources.map((resource) => stringify(resource, YAML)).join('---\n');
}

function reader(names: readonly string[]): object {
  const resources = [
    ...names.map((name) => ({ type: 'topic', name, patternType: 'literal' })),
    { type: 'group', name: 'reader.', patternType: 'prefix' },
  ];
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: { name: 'reader', labels: { 'strimzi.io/cluster': 'dateline' } },
    spec: {
      authentication: { type: 'scram-sha-512' },
      authorization: {
        type: 'simple',
        acls: resources.map((resource) => ({ resource, operations: ['Read', 'Describe'] })),
      },
    },
  };
}

/** The topics that consumers of the product may read. */
export const publicTopics = (topics: readonly TopicContract[]): string[] =>
  topics.filter(({ readers }) => readers.includes('consumers')).map(({ name }) => name);

/** The same for the script that gives the reader of Docker Compose its rights: a name a line. */
export const renderPublicTopics = (topics: readonly TopicContract[]): string =>
  publicTopics(topics)
    .map((name) => `${name}\n`)
    .join('');

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

/** A ConfigMap of each dashboard, by the name and text of its file, for the sidecar by which Grafana finds dashboards in a cluster. */
export function renderDashboards(files: readonly { name: string; text: string }[]): string {
  const maps = files.map(({ name, text }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: name.replace(/\.json$/, ''), labels: { grafana_dashboard: '1' } },
    data: { [name]: JSON.stringify(JSON.parse(text)) },
  }));
  return NOTE + maps.map((map) => stringify(map, YAML)).join('---\n');
}
