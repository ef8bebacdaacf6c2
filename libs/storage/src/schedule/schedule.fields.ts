import { id, Mixed } from '../models/field-kinds.js';

/** Collections of what is done by itself, at its time and in one place. */
export const scheduleFields = {
  jobs: { collection: 'jobs', fields: { ...id, holder: String, dueAt: Date, report: Mixed } },
  serviceVersions: { collection: 'service_versions', fields: { ...id, version: String } },
  groupRetries: { collection: 'dead_letter_retries', fields: { ...id, at: Date } },
};
