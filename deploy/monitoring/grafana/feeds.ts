import type { DashboardSpec } from './panels.ts';
import { PER_HOUR, perHour, quantile } from './promql.ts';

/** The sources: what the polls bring, what waits for a polite moment, what fails. */
export const feeds: DashboardSpec = {
  uid: 'dateline-feeds',
  title: 'Dateline: feeds and pages',
  description: 'Polls, pages, politeness and completeness',
  variables: ['host'],
  rows: [
    {
      title: 'Feeds',
      panels: [
        {
          title: 'Polls by outcome',
          description: 'read, not_modified, unchanged, or the class of the failure.',
          kind: 'timeseries',
          unit: PER_HOUR,
          stacked: true,
          queries: [{ expr: perHour('dateline_feed_fetch_total', 'outcome'), legend: '{{outcome}}' }],
        },
        {
          title: 'Time of a poll',
          description: 'From the request to the parsed entries.',
          kind: 'timeseries',
          unit: 's',
          queries: [0.5, 0.95].map((q) => ({
            expr: quantile(q, 'dateline_feed_fetch_duration_seconds'),
            legend: `p${q * 100}`,
          })),
        },
        {
          title: 'Entries',
          description: 'New, changed, or without a usable address.',
          kind: 'timeseries',
          unit: PER_HOUR,
          queries: [{ expr: perHour('dateline_feed_entries_total', 'kind'), legend: '{{kind}}' }],
        },
      ],
    },
    {
      title: 'Completeness',
      panels: [
        {
          title: 'Entries skipped, by reason',
          description: 'Entries that documents offered and that were not taken; each poll counts them again.',
          kind: 'timeseries',
          unit: PER_HOUR,
          stacked: true,
          queries: [
            {
              expr: perHour('dateline_feed_accounted_entries_total{as="skipped"}', 'reason'),
              legend: '{{reason}}',
            },
          ],
        },
        {
          title: 'Feeds with a problem',
          description: 'Feeds that send documents of which not all can be read, or more than their budget.',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expr: 'max by (problem) (dateline_feeds_with_problem)', legend: '{{problem}}' }],
        },
        {
          title: 'Feeds by health',
          description: 'Feeds that do not do what they should; healthy and paused ones are left out.',
          kind: 'timeseries',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (state) (max by (state, class, priority) (dateline_feeds_by_health{state!~"healthy|paused"}))',
              legend: '{{state}}',
            },
          ],
        },
        {
          title: 'Failures by class',
          description: 'Feeds whose last polls failed, also those that have not failed for long.',
          kind: 'timeseries',
          unit: 'short',
          quiet: true,
          queries: [
            {
              expr: 'sum by (class) (max by (state, class, priority) (dateline_feeds_by_health{class!="",state!="paused"}))',
              legend: '{{class}}',
            },
          ],
        },
        {
          title: 'Sickest feeds',
          description:
            'The twenty worst, with the time in their state. A feed’s id leads to the console, which says what to do.',
          links: { feed_id: '${console}/feeds/${__value.raw}' },
          kind: 'table',
          unit: 's',
          width: 24,
          quiet: true,
          queries: [
            {
              expr: 'sort_desc(max by (state, class, priority, title, host, feed_id) (dateline_sickest_feed_seconds{host=~"$host"}))',
              legend: '{{title}}',
            },
          ],
        },
        {
          title: 'Longest waits',
          description: 'The feed longest without success, and the one that is most overdue.',
          kind: 'timeseries',
          unit: 's',
          queries: [
            { expr: 'max(dateline_feed_last_success_age_seconds)', legend: 'since the last success' },
            { expr: 'max(dateline_feed_schedule_delay_seconds)', legend: 'overdue' },
          ],
        },
        {
          title: 'Feeds by state',
          description: 'active, failing, flooding, paused, gone.',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expr: 'max by (state) (dateline_feeds)', legend: '{{state}}' }],
        },
        {
          title: 'Feeds by volume',
          description:
            'Whether polled feeds bring what they usually bring; silent and drop are worth a look.',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expr: 'max by (state) (dateline_feeds_volume)', legend: '{{state}}' }],
        },
        {
          title: 'Lost and found again',
          description: 'Polls that probably lost entries, and entries that backfills found.',
          kind: 'timeseries',
          unit: 'short',
          queries: [
            { expr: 'sum(increase(dateline_feed_probable_losses_total[1h]))', legend: 'losses an hour' },
            { expr: 'sum(increase(dateline_feed_backfilled_entries_total[1h]))', legend: 'entries found' },
          ],
        },
      ],
    },
    {
      title: 'Pages and politeness',
      panels: [
        {
          title: 'Pages by outcome',
          description: 'emitted, retry, or the reason of the rejection.',
          kind: 'timeseries',
          unit: PER_HOUR,
          stacked: true,
          queries: [{ expr: perHour('dateline_page_fetch_total', 'outcome'), legend: '{{outcome}}' }],
        },
        {
          title: 'Pages in line',
          description: 'Pages to fetch, now or later.',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expr: 'max(dateline_frontier_waiting_pages)', legend: 'pages' }],
        },
        {
          title: 'Sites',
          description:
            'Sites with something due, and sites that a replica holds. Due far above held: more replicas or more sites at once would help.',
          kind: 'timeseries',
          unit: 'short',
          queries: [
            { expr: 'max(dateline_frontier_due_hosts)', legend: 'due' },
            { expr: 'max(dateline_frontier_leased_hosts)', legend: 'held' },
          ],
        },
      ],
    },
  ],
};
