import type { Models } from '../models/models.js';

/** One step of the database's history. It must be safe to run again after an interruption. */
export interface Migration {
  name: string;
  up(models: Models): Promise<void>;
}
