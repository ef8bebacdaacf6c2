import type { Migration } from '../migration.js';

/** Feeds of which consumers have no record yet, or an old one. */
export const feedRecords: Migration = {
  name: '0035-feed-records',
  up: async ({ feeds }) => {
    await feeds.collection.createIndex({ recordToldAt: 1 });
  },
};
