import type { Models, RobotsModel } from '../models/models.js';

/** A site's robots.txt at the last request. */
export type RobotsRecord = Omit<RobotsModel, '_id'> & { origin: string };

/**
 * robots.txt by origin, shared by all replicas. It is kept after it expires, for times when the site cannot
 * be reached.
 */
export class RobotsRepository {
  constructor(private readonly models: Pick<Models, 'robots'>) {}

  async get(origin: string): Promise<RobotsRecord | null> {
    const found = await this.models.robots.findById(origin).lean<RobotsModel>();
    if (!found) return null;
    const { _id, ...fields } = found;
    return { origin: _id, ...fields };
  }

  async put({ origin, ...fields }: RobotsRecord): Promise<void> {
    await this.models.robots.updateOne({ _id: origin }, { $set: fields }, { upsert: true });
  }
}
