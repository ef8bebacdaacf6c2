import type { Models, ServiceVersionModel } from '../models/models.js';

/** The version of each service, as its replica that started last has said. */
export class ServiceVersionRepository {
  constructor(private readonly models: Pick<Models, 'serviceVersions'>) {}

  async started(service: string, version: string): Promise<void> {
    await this.models.serviceVersions.updateOne({ _id: service }, { $set: { version } }, { upsert: true });
  }

  /** By the name of the service. */
  async all(): Promise<Map<string, string>> {
    const found = await this.models.serviceVersions.find().lean<ServiceVersionModel[]>();
    return new Map(found.map(({ _id, version }) => [_id, version]));
  }
}
