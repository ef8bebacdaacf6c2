import type { Migration } from '../migration.js';

/** Learned parameters are read by host and listed by the time they were learned. */
export const urlParameters: Migration = {
  name: '0017-url-parameters',
  up: async ({ urlParameters }) => {
    await urlParameters.collection.createIndexes([
      { key: { host: 1 } },
      { key: { learnedAt: -1, _id: 1 } },
    ] as never);
  },
};
