import type { Migration } from '../migration.js';

/** Indexes of skipped entries (feeds offered them and no article came of them) and of damaged feeds. */
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
