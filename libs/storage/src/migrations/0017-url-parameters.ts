import type { Migration } from './migration.js';

/** Parameters that select content are asked for by host, and listed as they were learned. */
export const urlParameters: Migration = {
  name: '0017-url-parameters',
  up: async ({ urlParameters }) => {
    await urlParameters.collection.createIndexes([
      { key: { host: 1 } },
      { key: { learnedAt: -1, _id: 1 } },
    ] as never);
  },
};
