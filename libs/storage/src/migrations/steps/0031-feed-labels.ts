import type { Migration } from '../migration.js';

/** Feeds are found by their labels. */
export const feedLabels: Migration = {
  name: '0031-feed-labels',
  up: async ({ feeds }) => {
    await feeds.collection.createIndex({ labels: 1, _id: 1 });
  },
};
