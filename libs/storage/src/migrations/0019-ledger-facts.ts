import type { Migration } from './migration.js';

/** Outcomes of an article that was not told of yet are found by its id. */
export const ledgerFacts: Migration = {
  name: '0019-ledger-facts',
  up: async ({ unattributed }) => {
    await unattributed.collection.createIndex({ articleId: 1 }, { sparse: true });
  },
};
