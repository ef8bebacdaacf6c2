import { mongo } from 'mongoose';
import { packHex } from '../../dedup/hex-binary.js';
import type { Models } from '../../models/models.js';
import type { Migration } from '../migration.js';

type Row = Record<string, unknown>;

const BATCH = 1000;

/**
 * Ids and hashes of the deduplicator become bytes instead of hex digits, and its sketches get short field
 * names: this halves the index. New rows are written before old ones are removed, so that an interrupted run
 * can be repeated.
 */
export const packedDedup: Migration = {
  name: '0011-packed-dedup',
  up: async (models) => {
    await models.sketches.collection.createIndexes([
      // The pages hold runs of similar keys; compression more than halves them on disk.
      { key: { k: 1 }, storageEngine: { wiredTiger: { configString: 'block_compressor=zstd' } } },
      { key: { e: 1 }, expireAfterSeconds: 0 },
    ] as never);
    await rewrite(models, 'sketches', ({ _id, keys, body, publishedAt, at, expiresAt }) => {
      return { _id: packHex(_id), k: keys, b: body, p: publishedAt, a: at, e: expiresAt };
    });
    await rewrite(models, 'identities', ({ _id, articleId, at }) => {
      return { _id: new mongo.Binary(Buffer.from(String(_id), 'base64url')), a: packHex(articleId), at };
    });
    await rewrite(models, 'states', (row) => packHex(row) as Row);
    await rewrite(models, 'decisions', (row) => packHex(row) as Row);
    for (const { name } of await models.sketches.collection.indexes())
      if (name === 'keys_1' || name === 'expiresAt_1') await models.sketches.collection.dropIndex(name);
  },
};

/** Ids that become bytes. An id of another shape stays as it is, and so does its row. */
const HEX_ID = { $type: 'string', $regex: '^(?:[0-9a-f]{32}|[0-9a-f]{64})$' };
const OLD_IDS = {
  sketches: HEX_ID,
  identities: { $type: 'string' },
  states: HEX_ID,
  decisions: HEX_ID,
};

/** An old row has a string id. If a new row exists already, the new row is the later one. */
async function rewrite(
  models: Models,
  name: 'sketches' | 'identities' | 'states' | 'decisions',
  renewed: (row: Row) => Row,
): Promise<void> {
  const collection = models[name].collection as unknown as mongo.Collection<Row>;
  for (;;) {
    const old = await collection.find({ _id: OLD_IDS[name] } as never, { limit: BATCH }).toArray();
    if (old.length === 0) return;
    const operations = old.map((row) => {
      const { _id, ...rest } = renewed(row);
      return { updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true } };
    });
    await collection.bulkWrite(operations as never, { ordered: false });
    await collection.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } } as never);
  }
}
