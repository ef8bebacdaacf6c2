import type { Migration } from './migration.js';

/** Indexes of the entries that feeds offered and nobody took, and of the damaged feeds. */
export const skippedEntries: Migration = {
  name: '0014-skipped-entries',
  up: async (models) => {
    await models.skippedEntries.collection.createIndexes([
      { key: { feedId: 1, lastSeenAt: -1 } },
      { key: { names: 1, lastSeenAt: -1 } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  },
};
