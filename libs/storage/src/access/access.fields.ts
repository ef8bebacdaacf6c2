import { id, Mixed, text, when } from '../models/field-kinds.js';

/** Collections of access rights, and of the changes that callers made. */
export const accessFields = {
  apiKeys: {
    collection: 'api_keys',
    fields: {
      ...id,
      name: String,
      role: String,
      hash: String,
      createdAt: Date,
      createdBy: String,
      lastUsedAt: when,
      revokedAt: when,
    },
  },
  operatorChanges: {
    collection: 'operator_changes',
    fields: {
      ...id,
      action: String,
      target: text,
      by: Mixed,
      onBehalfOf: text,
      reason: text,
      outcome: text,
      at: Date,
      publishAt: when,
    },
  },
};
