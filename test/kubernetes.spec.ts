import {
  DEAD_LETTER_SERVICES,
  SERVICES,
  STAGE_READERS,
  topics,
  type TopicContract,
} from '@dateline/contracts';
import { topicConfigOf } from '@dateline/messaging';
import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { DASHBOARDS } from '../deploy/monitoring/grafana/dashboards.ts';
import { chartSources, dashboardFiles } from '../tools/read-manifests.ts';
import { renderChartObjects } from '../tools/render-chart.ts';
import {
  renderDashboards,
  renderKafkaTopics,
  renderPrometheusRule,
  renderPublicTopics,
} from '../tools/render-kubernetes.ts';
import {
  completeKustomization,
  completeScrapeTargets,
  renderScaledObjects,
  renderServices,
} from '../tools/render-services.ts';

const deploy = new URL('../deploy/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, deploy), 'utf8');
const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);

it('has a KafkaTopic for each topic of the contracts, with its settings (npm run k8s:generate)', () => {
  const rendered = renderKafkaTopics(Object.values<TopicContract>(topics), topicConfigOf);
  expect(documents(read('k8s/overlays/prod/kafka-topics.yaml'))).toEqual(documents(rendered));
});

it('lets the reader of Docker Compose read the public topics, and no other (npm run k8s:generate)', () => {
  const rendered = renderPublicTopics(Object.values<TopicContract>(topics));
  expect(rendered.split('\n')).toContain('news.articles.v1');
  expect(rendered).not.toMatch(/dead-letter|outcomes|fetched/);
  expect(read('compose/public-topics.txt')).toBe(rendered);
});

it('has a Helm chart of the same objects (npm run k8s:generate)', () => {
  expect(parse(read('helm/dateline/files/objects.yaml'))).toEqual(parse(renderChartObjects(chartSources())));
  const { version } = JSON.parse(read('../package.json')) as { version: string };
  expect(parse(read('helm/dateline/Chart.yaml'))).toMatchObject({ version, appVersion: version });
});

it('delivers the dashboards as ConfigMaps (npm run k8s:generate)', () => {
  const maps = documents(read('k8s/components/monitoring/dashboards.yaml'));
  expect(maps).toEqual(documents(renderDashboards(dashboardFiles())));
  expect(maps).toHaveLength(DASHBOARDS.length);
});

it('has the alert rules that Prometheus has under Compose (npm run k8s:generate)', () => {
  const files = readdirSync(new URL('monitoring/rules/', deploy)).filter((name) => /\.ya?ml$/.test(name));
  const rendered = renderPrometheusRule(files.toSorted().map((name) => read(`monitoring/rules/${name}`)));
  expect(parse(read('k8s/components/monitoring/prometheus-rule.yaml'))).toEqual(parse(rendered));
});

it('runs, scales, replicates and looks up every service of the table (npm run k8s:generate)', () => {
  expect(documents(read('k8s/base/services.yaml'))).toEqual(documents(renderServices()));
  expect(documents(read('k8s/components/keda/scaled-objects.yaml'))).toEqual(
    documents(renderScaledObjects()),
  );
  const completed: [string, (text: string) => string][] = [
    ['monitoring/prometheus.yml', completeScrapeTargets],
    ...['components/keda', 'overlays/dev', 'overlays/prod'].map(
      (folder): [string, (text: string) => string] => [
        `k8s/${folder}/kustomization.yaml`,
        completeKustomization,
      ],
    ),
  ];
  for (const [path, complete] of completed)
    expect({ path, content: parse(read(path)) as unknown }).toEqual({
      path,
      content: parse(complete(read(path))),
    });
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

it('gives a service that is new to a list an entry like the first, and changes no other', () => {
  const overlay = `# Kept.
images:
  - { name: dateline/gateway, newName: registry.example.org/dateline/gateway, newTag: 1.4.2 }
  - { name: dateline/parser, newTag: 9.9.9 }
`;
  const completed = completeKustomization(overlay);
  expect(completed).toMatch(/^# Kept\.\n/);
  const { images } = parse(completed) as { images: { name: string }[] };
  expect(images.map(({ name }) => name)).toEqual(SERVICES.map((name) => `dateline/${name}`));
  expect(images).toContainEqual({ name: 'dateline/parser', newTag: '9.9.9' });
  expect(images).toContainEqual({
    name: 'dateline/indexer',
    newName: 'registry.example.org/dateline/indexer',
    newTag: '1.4.2',
  });
});

it('lets a pod live longer than it drains', () => {
  const common = parse(read('k8s/base/every-service.yaml'));
  const grace = Number(/SHUTDOWN_GRACE_SECONDS=(\d+)/.exec(read('k8s/base/kustomization.yaml'))?.[1]);
  const { terminationGracePeriodSeconds, containers } = common.spec.template.spec;
  expect(terminationGracePeriodSeconds).toBeGreaterThan(
    grace + Number(containers[0].lifecycle.preStop.sleep.seconds),
  );
});
