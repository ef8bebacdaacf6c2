import type { Migration } from '../migration.js';

/** Names of keys are unique. The audit log is searched by caller, kind and time of publication. */
export const access: Migration = {
  name: '0021-access',
  up: async ({ apiKeys, operatorChanges }) => {
    await apiKeys.collection.createIndexes([{ key: { name: 1 }, unique: true }] as never);
    await operatorChanges.collection.createIndexes([
      { key: { 'by.name': 1, _id: -1 } },
      { key: { action: 1, _id: -1 } },
      { key: { target: 1, _id: -1 } },
      { key: { publishAt: 1 }, partialFilterExpression: { publishAt: { $type: 'date' } } },
    ] as never);
  },
};
