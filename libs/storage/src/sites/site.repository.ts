import type { Models, SiteModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { SiteUpdate, StoredSite } from './site.types.js';

/** Templates of sites, one bounded document a host. All replicas of the parser share them. */
export class SiteRepository {
  constructor(private readonly models: Pick<Models, 'sites'>) {}

  async get(host: string): Promise<StoredSite | null> {
    const found = await this.models.sites.findById(host).lean<SiteModel>();
    return found && siteOf(found);
  }

  /** Writes what follows from the revision that was read. False if another replica has written since. */
  async save({ host, after, ...fields }: SiteUpdate): Promise<boolean> {
    if (after !== null) {
      const filter = { _id: host, revision: after };
      const { matchedCount } = await this.models.sites.updateOne(filter, {
        $set: { ...fields, revision: after + 1 },
      });
      return matchedCount === 1;
    }
    try {
      await this.models.sites.create({ _id: host, ...fields, revision: 0 });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Sites after a host, by name; only those whose template has changed a short time ago, if asked so. */
  async list(query: { drifting: boolean; limit: number; after: string | null }): Promise<StoredSite[]> {
    const filter = {
      ...(query.drifting ? { drifting: true } : {}),
      ...(query.after === null ? {} : { _id: { $gt: query.after } }),
    };
    const found = await this.models.sites
      .find(filter)
      .sort({ _id: 1 })
      .limit(query.limit)
      .lean<SiteModel[]>();
    return found.map(siteOf);
  }

  countDrifting(): Promise<number> {
    return this.models.sites.countDocuments({ drifting: true });
  }

  /** Forgets a site, so that its next pages teach its template. False if it was not known. */
  async forget(host: string): Promise<boolean> {
    const { deletedCount } = await this.models.sites.deleteOne({ _id: host });
    return deletedCount > 0;
  }
}

const siteOf = ({ _id, template, drifting, driftedAt, updatedAt, revision }: SiteModel): StoredSite => ({
  host: _id,
  template,
  drifting,
  driftedAt,
  updatedAt,
  revision,
});
