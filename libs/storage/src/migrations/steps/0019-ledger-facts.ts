import type { Migration } from '../migration.js';

/** Finds outcomes by the id of an article that was not known yet. */
export const ledgerFacts: Migration = {
  name: '0019-ledger-facts',
  up: async ({ unattributed }) => {
    await unattributed.collection.createIndex({ articleId: 1 }, { sparse: true });
  },
};
