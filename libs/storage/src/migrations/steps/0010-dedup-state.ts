import type { Migration } from '../migration.js';

const NO_FACTS = { publishedAt: null, datePrecision: 'unknown', outlet: null, publisher: null, credits: [] };

/**
 * States get a phase, so that an arrival is visible before it is decided. Sketches are packed and get integer
 * keys. Old sketches are dropped: they live only for days, and later texts are still compared with each
 * other.
 */
export const dedupState: Migration = {
  name: '0010-dedup-state',
  up: async ({ states, sketches, decisions, clusters, rawPages }) => {
    await states.collection.updateMany({ phase: { $exists: false } }, [
      {
        $set: {
          phase: 'standing',
          publishedAt: '$$NOW',
          known: { contentHash: '$contentHash', pastHashes: '$pastHashes' },
          facts: { $literal: NO_FACTS },
          apartFrom: [],
          duplicateOf: null,
          claimedBy: null,
          decision: null,
        },
      },
      { $unset: ['contentHash', 'pastHashes'] },
    ]);
    await sketches.collection.deleteMany({ sketch: { $exists: true } });
    const { indexes = [] } = await sketches.collection
      .indexes()
      .then((found) => ({ indexes: found }))
      .catch(() => ({ indexes: [] }));
    const old = indexes.find(({ name }) => name === 'keys_1_at_1');
    if (old) await sketches.collection.dropIndex('keys_1_at_1');
    await sketches.collection.createIndexes([{ key: { keys: 1 } }] as never);
    await decisions.collection.createIndexes([{ key: { articleId: 1 } }] as never);
    await clusters.collection.createIndexes([
      { key: { 'record.updatedAt': -1 } },
      { key: { 'record.members.articleId': 1 } },
    ] as never);
    await rawPages.collection.createIndexes([{ key: { url: 1 } }] as never);
  },
};
