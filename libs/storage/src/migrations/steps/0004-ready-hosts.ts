import type { Migration } from '../migration.js';

/** Hosts are leased in the order in which they became ready; robots.txt is kept for a limited time. */
export const readyHosts: Migration = {
  name: '0004-ready-hosts',
  up: async (models) => {
    await models.hosts.collection.updateMany({ readyAt: { $exists: false } }, [
      {
        $set: {
          crawlDelayMs: 0,
          readyAt: { $cond: [{ $gt: ['$dueAt', null] }, { $max: ['$dueAt', '$nextAllowedAt'] }, null] },
        },
      },
    ]);
    await models.hosts.collection.createIndexes([{ key: { readyAt: 1 } }]);
    await models.robots.collection.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
  },
};
