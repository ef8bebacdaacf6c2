import type { Models } from '../models/models.js';

/** A group of dead letters, and the version of the service with which its messages were tried again. */
export interface GroupRetry {
  group: string;
  version: string;
}

/** Which groups of dead letters were put back by themselves, so that a version tries a group once. */
export class GroupRetryRepository {
  constructor(private readonly models: Pick<Models, 'groupRetries'>) {}

  async has(retry: GroupRetry): Promise<boolean> {
    return (await this.models.groupRetries.exists({ _id: idOf(retry) })) !== null;
  }

  async note(retry: GroupRetry, at: Date): Promise<void> {
    await this.models.groupRetries.updateOne(
      { _id: idOf(retry) },
      { $setOnInsert: { at } },
      { upsert: true },
    );
  }
}

const idOf = ({ group, version }: GroupRetry) => `${group}:${version}`;
