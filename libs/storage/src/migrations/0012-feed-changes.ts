import type { Migration } from './migration.js';

/** Indexes of the changes of feeds that are still to be told. */
export const feedChanges: Migration = {
  name: '0012-feed-changes',
  up: async (models) => {
    for (const model of [models.feeds, models.removedFeeds])
      await model.collection.createIndexes([{ key: { changesDueAt: 1 } }]);
  },
};
