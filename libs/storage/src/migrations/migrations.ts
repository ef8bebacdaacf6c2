import { createIndexes } from './0001-create-indexes.js';
import { feedMeters } from './0002-feed-meters.js';
import { pageFetches } from './0003-page-fetches.js';
import { readyHosts } from './0004-ready-hosts.js';
import { dedupState } from './0010-dedup-state.js';
import { packedDedup } from './0011-packed-dedup.js';
import { feedChanges } from './0012-feed-changes.js';
import { clusterPages } from './0013-cluster-pages.js';
import { skippedEntries } from './0014-skipped-entries.js';
import { urlParameters } from './0017-url-parameters.js';
import { entryBudgets } from './0018-entry-budgets.js';
import { ledgerFacts } from './0019-ledger-facts.js';
import { access } from './0021-access.js';
import { ledgerSeries } from './0030-ledger-series.js';
import { feedLabels } from './0031-feed-labels.js';
import { sites } from './0032-sites.js';
import { parameterChecks } from './0033-parameter-checks.js';
import { schedule } from './0034-schedule.js';
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
];
