import type { DashboardSpec, PanelSpec } from './panels.ts';
import { ageOf, PER_HOUR, perHour } from './promql.ts';

/** A counter an hour, by labels; without series as long as nothing of its kind has happened. */
const counted = (title: string, description: string, [metric, by]: [string, string]): PanelSpec => ({
  title,
  description,
  kind: 'timeseries',
  unit: PER_HOUR,
  quiet: true,
  queries: [
    {
      expr: perHour(metric, by),
      legend: by
        .split(', ')
        .map((label) => `{{${label}}}`)
        .join(' '),
    },
  ],
});

const measured = (title: string, description: string, [expr, legend]: [string, string]): PanelSpec => ({
  title,
  description,
  kind: 'timeseries',
  unit: 'short',
  quiet: true,
  queries: [{ expr, legend }],
});

/** What needs a person, or mended itself: quarantine, reconciler, intake, pushes, rules that were learned. */
export const operations: DashboardSpec = {
  uid: 'dateline-operations',
  title: 'Dateline: quarantine, repairs and pushes',
  description: 'Dead letters, what was put back, back-pressure, WebSub, and what the reader learned',
  variables: ['service'],
  rows: [
    {
      title: 'Quarantine and repairs',
      panels: [
        measured('Causes of dead letters', 'Groups of dead letters that wait, by service.', [
          'max by (service) (dateline_dead_letter_groups{service=~"$service"})',
          '{{service}}',
        ]),
        {
          ...measured('Age of the oldest dead letter', 'By service; none where none waits.', [
            ageOf('dateline_dead_letter_oldest_timestamp_seconds{service=~"$service"}', 'service'),
            '{{service}}',
          ]),
          unit: 's',
        },
        counted('Dead letters put back', 'By themselves, since another version of the service runs.', [
          'dateline_dead_letters_retried_total',
          'service',
        ]),
        counted('Articles put back', 'That got lost on their way, by the stage that was to take them.', [
          'dateline_articles_put_back_total',
          'stage',
        ]),
        {
          ...measured('Last look of the reconciler', 'Time since it looked for overdue articles.', [
            'time() - max(dateline_reconcile_last_timestamp_seconds > 0)',
            'age',
          ]),
          unit: 's',
        },
        {
          ...measured('Oldest message in hand', 'Age of what is processed or waits for another try.', [
            'max by (group) (dateline_consumer_in_hand_seconds)',
            '{{group}}',
          ]),
          unit: 's',
        },
        measured('Intake paused', '1 while no new work is taken on, by the limit that is passed.', [
          'max by (reason) (dateline_intake_paused)',
          '{{reason}}',
        ]),
        measured('Audits without an answer', '1 when the last audit could not answer.', [
          'max(dateline_audit_undetermined)',
          'audit',
        ]),
        measured('Dead letters of no article', 'As the last audit counted them.', [
          'max(dateline_ledger_unattributed_dead_letters)',
          'letters',
        ]),
      ],
    },
    {
      title: 'Entries',
      panels: [
        counted('Entries offered', 'By the documents of feeds, counted apart from their readers.', [
          'dateline_feed_offered_entries_total',
          'job',
        ]),
        measured('Account of entries', 'What became of what was offered, as the last audit added it up.', [
          'max by (state) (dateline_ledger_entries)',
          '{{state}}',
        ]),
        counted('Damaged documents', 'Cut off, unread or emptied.', [
          'dateline_feed_damaged_documents_total',
          'damage',
        ]),
        measured('Feeds without success', 'Whose last successful poll is further back than that.', [
          'max by (longer_than) (dateline_feeds_without_success)',
          '{{longer_than}}',
        ]),
        counted('Searches for lost entries', 'By how they ended.', [
          'dateline_feed_backfills_total',
          'outcome',
        ]),
        counted('Parameters looked at', 'Verdicts on parameters of addresses that the rules drop.', [
          'dateline_url_parameter_checks_total',
          'verdict',
        ]),
      ],
    },
    {
      title: 'Pages',
      panels: [
        counted('Articles by extractor', 'And what it read: html, text or feed.', [
          'dateline_parse_extractor_total',
          'extractor, version, input',
        ]),
        measured('Pages in threads', 'That are parsed or wait for a thread.', [
          'sum(dateline_parse_pages_in_threads)',
          'pages',
        ]),
        counted('Templates that changed', 'Sites whose pages look other than before.', [
          'dateline_parse_site_drifts_total',
          'job',
        ]),
        counted('Changes that wait', 'Of articles that change too often; the last state is read.', [
          'dateline_page_changes_damped_total',
          'job',
        ]),
        counted('Kill notices', 'By what became of them.', ['dateline_dedupe_kill_notices_total', 'result']),
        {
          title: 'Versions that run',
          description: 'Replicas by service and version.',
          kind: 'table',
          unit: 'short',
          quiet: true,
          queries: [{ expr: 'count by (service, version) (dateline_build_info)', legend: '{{service}}' }],
        },
      ],
    },
    {
      title: 'WebSub',
      panels: [
        counted('Deliveries', 'Bodies that hubs delivered, by what became of them.', [
          'dateline_websub_deliveries_total',
          'outcome',
        ]),
        counted('Pushes that were read', 'By outcome.', ['dateline_websub_pushes_total', 'outcome']),
        counted('Entries of feeds with a hub', 'Pushed, or missed and found by a poll.', [
          'dateline_websub_entries_total',
          'found',
        ]),
        counted('New entries by push', 'That delivered bodies brought.', [
          'dateline_websub_new_entries_total',
          'job',
        ]),
        counted('Requests to hubs', 'By mode and outcome.', [
          'dateline_websub_requests_total',
          'mode, outcome',
        ]),
        counted('Verifications', 'Intents that hubs asked to confirm, by mode and answer.', [
          'dateline_websub_verifications_total',
          'mode, outcome',
        ]),
      ],
    },
  ],
};
