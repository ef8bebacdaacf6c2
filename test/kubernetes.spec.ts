import { DEAD_LETTER_SERVICES, STAGE_READERS, topics, type TopicContract } from '@dateline/contracts';
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
  const scaled = documents(read('k8s/components/keda/scaled-objects.yaml')) as {
    metadata: { name: string };
    spec: { triggers: { metadata: { consumerGroup: string; topic: string } }[] };
  }[];
  expect(scaled.map(({ metadata }) => metadata.name).toSorted()).toEqual(DEAD_LETTER_SERVICES.toSorted());
  for (const { metadata, spec } of scaled) {
    const { consumerGroup, topic } = spec.triggers[0]!.metadata;
    const readers = STAGE_READERS.filter(({ service }) => service === metadata.name);
    const groups = readers.map((reader) => [`dateline.${metadata.name}.${reader.stage}`, reader.topic]);
    expect(groups).toContainEqual([consumerGroup, topic]);
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
