import { topics, type TopicContract } from '@dateline/contracts';
import { topicConfigOf } from '@dateline/messaging';
import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { renderKafkaTopics, renderPrometheusRule } from '../tools/render-kubernetes.mjs';

const deploy = new URL('../deploy/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, deploy), 'utf8');
const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);

it('has a KafkaTopic for each topic of the contracts, with its settings (npm run k8s:generate)', () => {
  const rendered = renderKafkaTopics(Object.values<TopicContract>(topics), topicConfigOf);
  expect(documents(read('k8s/overlays/prod/kafka-topics.yaml'))).toEqual(documents(rendered));
});

it('has the alert rules that Prometheus has under Compose (npm run k8s:generate)', () => {
  const files = readdirSync(new URL('monitoring/rules/', deploy)).filter((name) => /\.ya?ml$/.test(name));
  const rendered = renderPrometheusRule(files.toSorted().map((name) => read(`monitoring/rules/${name}`)));
  expect(parse(read('k8s/components/monitoring/prometheus-rule.yaml'))).toEqual(parse(rendered));
});

it('scales by groups and topics that the stages have', () => {
  const names = new Set<string>(Object.values(topics).map(({ name }) => name));
  const scaled = documents(read('k8s/components/keda/scaled-objects.yaml')) as {
    metadata: { name: string };
    spec: { triggers: { metadata: { consumerGroup: string; topic: string } }[] };
  }[];
  expect(scaled.map(({ metadata }) => metadata.name).toSorted()).toEqual([
    'deduplicator',
    'fetcher',
    'indexer',
    'parser',
  ]);
  for (const { metadata, spec } of scaled) {
    const { consumerGroup, topic } = spec.triggers[0]!.metadata;
    expect(names).toContain(topic);
    const source = readdirSync(new URL(`../services/${metadata.name}/src/`, deploy), {
      encoding: 'utf8',
      recursive: true,
    })
      .filter((file) => file.endsWith('.consumer.ts'))
      .map((file) => read(`../services/${metadata.name}/src/${file}`))
      .join('\n');
    const key = Object.entries(topics).find(([, contract]) => contract.name === topic)![0];
    const stage = consumerGroup.split('.')[2]!;
    expect(consumerGroup).toBe(`dateline.${metadata.name}.${stage}`);
    expect(source).toMatch(new RegExp(`topics\\.${key}\\.name, \\{[^}]*stage: '${stage}'`, 's'));
  }
});

it('lets a pod live longer than it drains', () => {
  const common = parse(read('k8s/base/every-service.yaml'));
  const grace = Number(/SHUTDOWN_GRACE_SECONDS=(\d+)/.exec(read('k8s/base/kustomization.yaml'))?.[1]);
  const { terminationGracePeriodSeconds, containers } = common.spec.template.spec;
  expect(terminationGracePeriodSeconds).toBeGreaterThan(
    grace + Number(containers[0].lifecycle.preStop.sleep.seconds),
  );
});
