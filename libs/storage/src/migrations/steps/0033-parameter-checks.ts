import type { Migration } from '../migration.js';

/** Checks of parameters are found by when they are due, and their verdicts expire. */
export const parameterChecks: Migration = {
  name: '0033-parameter-checks',
  up: async (models) => {
    await models.parameterChecks.collection.createIndexes([
      { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $type: 'date' } } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ] as never);
  },
};
