import { type mongo } from 'mongoose';
import type { Models } from '../../models/models.js';
import type { Migration } from '../migration.js';

const indexes: Partial<Record<keyof Models, mongo.IndexDescription[]>> = {
  feeds: [{ key: { url: 1 }, unique: true }, { key: { hostKey: 1, state: 1, nextFetchAt: 1 } }],
  hosts: [{ key: { dueAt: 1 } }],
  pages: [{ key: { hostKey: 1, state: 1, nextAttemptAt: 1 } }],
  entries: [{ key: { articleId: 1 } }, { key: { feedId: 1, firstSeenAt: 1 } }],
  articles: [
    { key: { urlNormalized: 1 }, unique: true },
    { key: { 'altIds.value': 1 } },
    { key: { 'publisher.domain': 1, datePublished: 1 } },
    { key: { updatedAt: 1, _id: 1 } },
    { key: { contentHash: 1 } },
    { key: { clusterId: 1 } },
    { key: { feedId: 1, updatedAt: 1 } },
    {
      key: { headline: 'text', description: 'text', articleBody: 'text' },
      name: 'text',
      default_language: 'none',
      language_override: 'textLanguage',
      weights: { headline: 10, description: 3, articleBody: 1 },
    },
  ],
  revisions: [{ key: { articleId: 1, version: 1 } }],
  sightings: [{ key: { original: 1 } }],
  traces: [
    { key: { state: 1, updatedAt: 1 } },
    { key: { feedId: 1, day: 1 } },
    { key: { url: 1 } },
    { key: { refreshing: 1 } },
  ],
  rawPages: [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  decisions: [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  sketches: [{ key: { keys: 1, at: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
};

/** Unique, query and expiry indexes of all collections. Creating an index that exists changes nothing. */
export const createIndexes: Migration = {
  name: '0001-create-indexes',
  up: async (models) => {
    for (const [name, descriptions] of Object.entries(indexes)) {
      await models[name as keyof Models].collection.createIndexes(descriptions as never);
    }
  },
};
