import type { Models } from '../models/models.js';

/** One step of the database's history. It must be safe to run again after it was cut off half way. */
export interface Migration {
  name: string;
  up(models: Models): Promise<void>;
}
