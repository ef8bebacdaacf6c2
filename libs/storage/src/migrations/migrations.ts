import { createIndexes } from './steps/0001-create-indexes.js';
import { feedMeters } from './steps/0002-feed-meters.js';
import { pageFetches } from './steps/0003-page-fetches.js';
import { readyHosts } from './steps/0004-ready-hosts.js';
import { dedupState } from './steps/0010-dedup-state.js';
import { packedDedup } from './steps/0011-packed-dedup.js';
import { feedChanges } from './steps/0012-feed-changes.js';
import { clusterPages } from './steps/0013-cluster-pages.js';
import { skippedEntries } from './steps/0014-skipped-entries.js';
import { urlParameters } from './steps/0017-url-parameters.js';
import { entryBudgets } from './steps/0018-entry-budgets.js';
import { ledgerFacts } from './steps/0019-ledger-facts.js';
import { access } from './steps/0021-access.js';
import { ledgerSeries } from './steps/0030-ledger-series.js';
import { feedLabels } from './steps/0031-feed-labels.js';
import { sites } from './steps/0032-sites.js';
import { parameterChecks } from './steps/0033-parameter-checks.js';
import { schedule } from './steps/0034-schedule.js';
import { feedRecords } from './steps/0035-feed-records.js';
import type { Migration } from './migration.js';

/**
 * All migrations in the order in which they run. An applied migration never changes; a later change is a new
 * migration.
 */
export const migrations: readonly Migration[] = [
  createIndexes,
  feedMeters,
  pageFetches,
  readyHosts,
  dedupState,
  packedDedup,
  feedChanges,
  clusterPages,
  skippedEntries,
  urlParameters,
  entryBudgets,
  ledgerFacts,
  access,
  ledgerSeries,
  feedLabels,
  sites,
  parameterChecks,
  schedule,
  feedRecords,
];
