import type { Migration } from '../migration.js';

/** Sites whose template has changed are counted at each scrape. */
export const sites: Migration = {
  name: '0032-sites',
  up: async ({ sites }) => {
    await sites.collection.createIndexes([
      { key: { drifting: 1, _id: 1 }, partialFilterExpression: { drifting: true } },
    ] as never);
  },
};
