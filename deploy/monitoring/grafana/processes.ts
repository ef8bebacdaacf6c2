import type { DashboardSpec } from './panels.ts';

/** What the replicas use of their machines. */
export const processes: DashboardSpec['rows'][number] = {
  title: 'Processes',
  panels: [
    {
      title: 'Memory',
      description: 'Resident memory of each replica.',
      kind: 'timeseries',
      unit: 'bytes',
      queries: [
        {
          expr: 'max by (service, instance) (process_resident_memory_bytes{job="dateline",service=~"$service"})',
          legend: '{{service}} {{instance}}',
        },
      ],
    },
    {
      title: 'Processor',
      description: 'Cores in use.',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: 'sum by (service) (rate(process_cpu_seconds_total{job="dateline",service=~"$service"}[$__rate_interval]))',
          legend: '{{service}}',
        },
      ],
    },
    {
      title: 'Event loop delay, p99',
      description: 'A service that computes in its event loop shows here.',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: 'max by (service) (nodejs_eventloop_lag_p99_seconds{service=~"$service"})',
          legend: '{{service}}',
        },
      ],
    },
  ],
};
