import { readdirSync, readFileSync } from 'node:fs';
import type { ChartSources } from './render-chart.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../deploy/k8s/${path}.yaml`, import.meta.url), 'utf8');

const dashboards = new URL('../deploy/monitoring/grafana/dashboards/', import.meta.url);

/** The dashboards that Grafana has, as `npm run dashboards:generate` wrote them. */
export const dashboardFiles = (): { name: string; text: string }[] =>
  readdirSync(dashboards)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(name, dashboards), 'utf8') }));

/** What the chart is made of, from deploy/k8s. */
export const chartSources = (): ChartSources => ({
  services: read('base/services'),
  everyService: read('base/every-service'),
  migrate: read('base/migrate'),
  serviceAccount: read('base/service-account'),
  components: {
    keda: [read('components/keda/scaled-objects')],
    networkPolicies: [read('components/network-policies/policies')],
    monitoring: ['service-monitor', 'prometheus-rule', 'dashboards'].map((name) =>
      read(`components/monitoring/${name}`),
    ),
    gatewayApi: [read('components/gateway-api/http-route')],
  },
});
