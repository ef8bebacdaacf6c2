import type { Migration } from '../migration.js';

const DAY_SECONDS = 24 * 60 * 60;

/** Retries are kept for as long as dead letters are. */
export const schedule: Migration = {
  name: '0034-schedule',
  up: async ({ groupRetries }) => {
    await groupRetries.collection.createIndexes([{ key: { at: 1 }, expireAfterSeconds: 90 * DAY_SECONDS }]);
  },
};
