import type { Migration } from '../migration.js';

/** Indexes of page fetches: one by article for replays, one for their expiry. */
export const pageFetches: Migration = {
  name: '0003-page-fetches',
  up: async ({ pageFetches: fetches }) => {
    await fetches.collection.createIndexes([
      { key: { articleId: 1, fetchedAt: -1 } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  },
};
