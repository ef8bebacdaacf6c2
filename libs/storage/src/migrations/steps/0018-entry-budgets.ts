import type { Migration } from '../migration.js';

/** Budgets expire; pages that wait are counted by feed, and only those are in the index. */
export const entryBudgets: Migration = {
  name: '0018-entry-budgets',
  up: async ({ entryBudgets: budgets, pages }) => {
    await budgets.collection.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
    await pages.collection.createIndexes([
      { key: { feedId: 1 }, name: 'waiting_by_feed', partialFilterExpression: { state: 'waiting' } },
    ]);
  },
};
