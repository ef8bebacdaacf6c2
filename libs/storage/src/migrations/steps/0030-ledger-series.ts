import type { Migration } from '../migration.js';

/** Counts over time read the traces of a span. */
export const ledgerSeries: Migration = {
  name: '0030-ledger-series',
  up: async ({ traces }) => {
    await traces.collection.createIndex({ discoveredAt: 1 });
  },
};
