import type { Connection } from 'mongoose';
import { modelsOn, type Models } from './models.js';

/** Does work on a connection that is opened for it alone, and closes that in any case. */
export async function onOwnModels<T>(
  opening: Promise<Connection>,
  work: (models: Models) => Promise<T>,
): Promise<T> {
  const own = await opening;
  try {
    return await work(modelsOn(own));
  } finally {
    await own.close();
  }
}
