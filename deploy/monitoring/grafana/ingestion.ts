import type { DashboardSpec } from './panels.ts';
import { processes } from './processes.ts';
import { PER_HOUR, perHour, quantile } from './promql.ts';

/** Is everything read, does it arrive, is anything lost: the page for a screen on the wall. */
export const ingestion: DashboardSpec = {
  uid: 'dateline-ingestion',
  title: 'Dateline: ingestion health',
  description: 'Outcome of every article, latency, lag and the balance of the ledger',
  variables: ['service', 'stage'],
  rows: [
    {
      title: 'Now',
      panels: [
        {
          title: 'Unaccounted articles',
          description: 'What the last audit could not account for. Anything but 0 is an incident.',
          kind: 'stat',
          unit: 'short',
          width: 4,
          thresholds: { red: 1 },
          queries: [
            { expr: 'sum(max by (check) (dateline_ingest_unaccounted_articles))', legend: 'articles' },
          ],
        },
        {
          title: 'Time since an article was indexed',
          description: 'How old the newest record is.',
          kind: 'stat',
          unit: 's',
          width: 4,
          thresholds: { orange: 1800, red: 3600 },
          queries: [{ expr: 'time() - max(dateline_last_indexed_timestamp_seconds)', legend: 'age' }],
        },
        {
          title: 'Dead letters that wait',
          description: 'Messages that no stage could process and that were not replayed.',
          kind: 'stat',
          unit: 'short',
          width: 4,
          thresholds: { red: 1 },
          queries: [{ expr: 'sum(max by (service) (dateline_dead_letters_waiting))', legend: 'letters' }],
        },
        {
          title: 'Consumers not ready',
          description: 'Consumers that have not joined their group or do not poll.',
          kind: 'stat',
          unit: 'short',
          width: 4,
          thresholds: { red: 1 },
          queries: [
            { expr: 'count(dateline_consumer_ready) - sum(dateline_consumer_ready)', legend: 'consumers' },
          ],
        },
        {
          title: 'Services up',
          description: 'Replicas that answer a scrape.',
          kind: 'stat',
          unit: 'short',
          width: 4,
          queries: [{ expr: 'sum by (service) (up{job="dateline"})', legend: '{{service}}' }],
        },
        {
          title: 'Error budgets',
          description:
            'How fast the budget of each objective burns, over six hours; at 1 it lasts as long as it is to.',
          kind: 'timeseries',
          unit: 'short',
          quiet: true,
          queries: [{ expr: 'max by (slo) (dateline:slo_burn{window="6h"})', legend: '{{slo}}' }],
        },
        {
          title: 'Last audit',
          description: 'Time since an audit could answer.',
          kind: 'stat',
          unit: 's',
          width: 4,
          thresholds: { orange: 900, red: 3600 },
          queries: [{ expr: 'time() - max(dateline_audit_last_timestamp_seconds)', legend: 'age' }],
        },
      ],
    },
    {
      title: 'Articles',
      panels: [
        {
          title: 'Articles by where they stand',
          description:
            'Discovered = indexed + duplicate + rejected + dead-lettered + in flight, as the last audit counted.',
          kind: 'timeseries',
          unit: 'short',
          stacked: true,
          queries: [{ expr: 'max by (state) (dateline_ledger_articles)', legend: '{{state}}' }],
        },
        {
          title: 'Versions written',
          description: 'New articles and revisions an hour.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [{ expr: perHour('dateline_article_versions_total', 'kind'), legend: '{{kind}}' }],
        },
        {
          title: 'Way from discovery to record',
          description: 'First versions; the points are traces.',
          kind: 'timeseries',
          unit: 's',
          queries: [0.5, 0.95, 0.99].map((q) => ({
            expr: quantile(q, 'dateline_article_end_to_end_seconds'),
            legend: `p${q * 100}`,
            exemplar: q === 0.99,
          })),
        },
      ],
    },
    {
      title: 'Stages',
      panels: [
        {
          title: 'Messages by stage and outcome',
          description: 'Every message is counted once.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [
            {
              expr: perHour('dateline_stage_messages_total{stage=~"$stage"}', 'stage, outcome'),
              legend: '{{stage}} {{outcome}}',
            },
          ],
        },
        {
          title: 'Rejected, by reason',
          description: 'Articles refused for good.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [
            {
              expr: perHour(
                'dateline_stage_messages_total{outcome="rejected",stage=~"$stage"}',
                'stage, reason',
              ),
              legend: '{{stage}} {{reason}}',
            },
          ],
        },
        {
          title: 'Tries that failed and are repeated',
          description: 'Transient errors by code: a store that is away shows here first.',
          kind: 'timeseries',
          unit: PER_HOUR,
          quiet: true,
          queries: [
            {
              expr: perHour('dateline_stage_retries_total{stage=~"$stage"}', 'stage, code'),
              legend: '{{stage}} {{code}}',
            },
          ],
        },
        {
          title: 'Lag of consumer groups',
          description: 'Offsets behind the end of the topic.',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expr: 'max by (group) (dateline_kafka_consumer_lag)', legend: '{{group}}' }],
        },
        {
          title: 'Transactions, p95',
          description: 'Time from the first message of a Kafka transaction to its commit.',
          kind: 'timeseries',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'dateline_stage_transaction_duration_seconds', ', stage'),
              legend: '{{stage}}',
            },
          ],
        },
        {
          title: 'Parsing of a page',
          description: 'Time in the parsing thread.',
          kind: 'timeseries',
          unit: 's',
          queries: [0.5, 0.99].map((q) => ({
            expr: quantile(q, 'dateline_parse_duration_seconds'),
            legend: `p${q * 100}`,
          })),
        },
        {
          title: 'Decisions of the deduplicator',
          description: 'By deciding tier and kind of decision.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [
            {
              expr: perHour('dateline_dedupe_decisions_total', 'tier, kind'),
              legend: '{{tier}} {{kind}}',
            },
          ],
        },
        {
          title: 'What is boilerplate',
          description:
            'Time since each replica of the deduplicator read what the others have seen, and age of the stored snapshot.',
          kind: 'timeseries',
          unit: 's',
          queries: [
            { expr: 'dateline_dedupe_boilerplate_reading_age_seconds', legend: 'read {{instance}}' },
            { expr: 'min(dateline_dedupe_boilerplate_snapshot_age_seconds)', legend: 'snapshot' },
          ],
        },
        {
          title: 'Fields that pages do not give',
          description: 'Parsed articles without the field.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [{ expr: perHour('dateline_parse_field_missing_total', 'field'), legend: '{{field}}' }],
        },
      ],
    },
    processes,
  ],
};
