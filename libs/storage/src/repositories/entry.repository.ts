import { batchesOf } from '../batches.js';
import type { EntryModel, Models } from '../models/models.js';

export interface SeenEntry {
  key: string;
  policy: string;
  fingerprint: string;
  articleId: string;
  url: string;
  discoveryId: string;
}

/** Entries seen in a feed. The fetcher publishes first and records afterwards, so nothing is lost between the two. */
export class EntryRepository {
  constructor(private readonly models: Pick<Models, 'entries'>) {}

  async known(
    feedId: string,
    keys: readonly string[],
  ): Promise<Map<string, { fingerprint: string; articleId: string }>> {
    const known = new Map<string, { fingerprint: string; articleId: string }>();
    for (const batch of batchesOf(keys)) {
      const found = await this.models.entries
        .find({ _id: { $in: batch.map((key) => idOf(feedId, key)) } })
        .lean<EntryModel[]>();
      for (const { key, fingerprint, articleId } of found) known.set(key, { fingerprint, articleId });
    }
    return known;
  }

  /** Idempotent: the first sight of an entry stays, the rest is brought up to date. */
  async record(feedId: string, entries: readonly SeenEntry[], now: Date): Promise<void> {
    for (const batch of batchesOf(entries)) {
      await this.models.entries.bulkWrite(
        batch.map((entry) => ({
          updateOne: {
            filter: { _id: idOf(feedId, entry.key) },
            update: { $set: { ...entry, feedId, lastSeenAt: now }, $setOnInsert: { firstSeenAt: now } },
            upsert: true,
          },
        })),
        { ordered: false, throwOnValidationError: true },
      );
    }
  }
}

const idOf = (feedId: string, key: string) => `${feedId}:${key}`;
