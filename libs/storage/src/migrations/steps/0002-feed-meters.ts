import { type mongo } from 'mongoose';
import type { Models } from '../../models/models.js';
import type { Migration } from '../migration.js';

const indexes: Partial<Record<keyof Models, mongo.IndexDescription[]>> = {
  subscriptions: [
    { key: { feedId: 1 }, name: 'one_live', unique: true, partialFilterExpression: { live: true } },
    { key: { nextActionAt: 1 } },
    { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
  pushes: [{ key: { receivedAt: 1 } }, { key: { leaseUntil: 1 } }],
  feedCounts: [{ key: { feedId: 1, span: 1, from: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  feedMeters: [{ key: { 'volume.state': 1 } }],
};

/** Indexes of subscriptions, pushed bodies and feed counts. Creating an index that exists changes nothing. */
export const feedMeters: Migration = {
  name: '0002-feed-meters',
  up: async (models) => {
    for (const [name, descriptions] of Object.entries(indexes)) {
      await models[name as keyof Models].collection.createIndexes(descriptions as never);
    }
  },
};
