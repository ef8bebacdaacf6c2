/** Writes what deploy/ repeats of the contracts, of the table of the pipeline and of the alert rules: `npm run k8s:generate`. */
import { topics } from '@dateline/contracts';
import { topicConfigOf } from '@dateline/messaging';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { renderChartObjects } from './render-chart.ts';
import { chartSources, dashboardFiles } from './read-manifests.ts';
import {
  renderDashboards,
  renderKafkaTopics,
  renderPrometheusRule,
  renderPublicTopics,
} from './render-kubernetes.ts';
import {
  completeKustomization,
  completeScrapeTargets,
  renderScaledObjects,
  renderServices,
} from './render-services.ts';

const deploy = new URL('../deploy/', import.meta.url);
const rules = readdirSync(new URL('monitoring/rules/', deploy)).filter((name) => /\.ya?ml$/.test(name));
const texts = rules
  .toSorted()
  .map((name) => readFileSync(new URL(`monitoring/rules/${name}`, deploy), 'utf8'));

await write('k8s/overlays/prod/kafka-topics.yaml', renderKafkaTopics(Object.values(topics), topicConfigOf));
await write('k8s/components/monitoring/prometheus-rule.yaml', renderPrometheusRule(texts));
await write('k8s/components/monitoring/dashboards.yaml', renderDashboards(dashboardFiles()));
await write('k8s/base/services.yaml', renderServices());
await write('k8s/components/keda/scaled-objects.yaml', renderScaledObjects());
writeFileSync(new URL('compose/public-topics.txt', deploy), renderPublicTopics(Object.values(topics)));
await complete('monitoring/prometheus.yml', completeScrapeTargets);
for (const folder of ['components/keda', 'overlays/dev', 'overlays/prod'])
  await complete(`k8s/${folder}/kustomization.yaml`, completeKustomization);
await write('helm/dateline/files/objects.yaml', renderChartObjects(chartSources()));

async function complete(path: string, completed: (text: string) => string): Promise<void> {
  await write(path, completed(readFileSync(new URL(path, deploy), 'utf8')));
}

async function write(path: string, text: string): Promise<void> {
  const file = new URL(path, deploy);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'yaml' }));
}
