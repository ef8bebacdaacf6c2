import type { Migration } from '../migration.js';

/** Indexes of feed changes that are not yet published. */
export const feedChanges: Migration = {
  name: '0012-feed-changes',
  up: async (models) => {
    for (const model of [models.feeds, models.removedFeeds])
      await model.collection.createIndexes([{ key: { changesDueAt: 1 } }]);
  },
};
