import type { Migration } from '../migration.js';

/** Clusters are listed page by page, and many can change at the same time. */
export const clusterPages: Migration = {
  name: '0013-cluster-pages',
  up: async ({ clusters }) => {
    await clusters.collection.createIndexes([{ key: { 'record.updatedAt': -1, _id: -1 } }] as never);
  },
};
