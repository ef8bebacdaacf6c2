import type { AnyBulkWriteOperation } from 'mongoose';
import { batchesOf } from '../batches.js';
import type { EntryModel, Models } from '../models/models.js';
import { RequestBatcher, type RequestResult } from '../request-batcher.js';
import { WriteBatcher } from '../write-batcher.js';

export interface SeenEntry {
  key: string;
  policy: string;
  fingerprint: string;
  articleId: string;
  url: string;
  discoveryId: string;
}

/** How an entry was seen first. */
export type FoundBy = 'poll' | 'push' | 'backfill';

type KnownRow = Pick<EntryModel, '_id' | 'key' | 'fingerprint' | 'articleId' | 'url'>;

interface AskedArticles {
  feedId: string;
  articleIds: readonly string[];
}

/**
 * Entries seen in a feed. The fetcher publishes first and records afterwards, so a crash between the two
 * loses nothing.
 */
export class EntryRepository {
  private readonly reads = new RequestBatcher(
    (asked: readonly (readonly string[])[]) => this.readAll(asked),
    ({ length }) => length,
  );
  private readonly articles = new RequestBatcher(
    (asked: readonly AskedArticles[]) => this.readArticles(asked),
    ({ articleIds }) => articleIds.length,
  );
  private readonly writes: WriteBatcher<AnyBulkWriteOperation<EntryModel>>;

  constructor(private readonly models: Pick<Models, 'entries'>) {
    this.writes = new WriteBatcher((operations) =>
      models.entries.bulkWrite(operations, { ordered: false, throwOnValidationError: true }),
    );
  }

  async known(
    feedId: string,
    keys: readonly string[],
  ): Promise<Map<string, Pick<SeenEntry, 'fingerprint' | 'articleId' | 'url'>>> {
    const known = new Map<string, Pick<SeenEntry, 'fingerprint' | 'articleId' | 'url'>>();
    for (const batch of batchesOf(keys)) {
      const found = await this.reads.send(batch.map((key) => idOf(feedId, key)));
      for (const { key, ...row } of found) {
        const { fingerprint, articleId, url } = row;
        known.set(key, { fingerprint, articleId, url });
      }
    }
    return known;
  }

  /** Idempotent: the first sighting of an entry stays, and so does its source; the other fields are updated. */
  async record(
    feedId: string,
    entries: readonly SeenEntry[],
    now: Date,
    foundBy: FoundBy = 'poll',
  ): Promise<void> {
    for (const batch of batchesOf(entries)) {
      await this.writes.write(
        batch.map((entry) => ({
          updateOne: {
            filter: { _id: idOf(feedId, entry.key) },
            update: {
              $set: { ...entry, feedId, lastSeenAt: now },
              $setOnInsert: { firstSeenAt: now, foundBy },
            },
            upsert: true,
          },
        })),
      );
    }
  }

  /** The entry that led to a discovery, and when it was first seen. */
  async ofDiscovery(
    articleId: string,
    discoveryId: string,
  ): Promise<(SeenEntry & { feedId: string; firstSeenAt: Date }) | null> {
    const found = await this.models.entries.findOne({ articleId, discoveryId }).lean<EntryModel>();
    if (!found) return null;
    const { key, policy, fingerprint, url, feedId, firstSeenAt } = found;
    return { key, policy, fingerprint, articleId, url, discoveryId, feedId, firstSeenAt };
  }

  /** Marks entries as delivered by a hub, at the first delivery, whether or not a poll found them earlier. */
  async markPushed(feedId: string, keys: readonly string[], now: Date): Promise<void> {
    for (const batch of batchesOf(keys)) {
      await this.models.entries.updateMany(
        { _id: { $in: batch.map((key) => idOf(feedId, key)) }, pushedAt: null },
        { $set: { pushedAt: now } },
      );
    }
  }

  /**
   * Counts the entries first seen after `from` and up to `to`: how many a hub delivered within the grace
   * period (milliseconds) of the first sighting, and how many only a poll found. Entries from a backfill are
   * left out, because they say nothing of a hub.
   */
  async countPushed(
    feedId: string,
    { from, to, graceMs }: { from: Date; to: Date; graceMs: number },
  ): Promise<{ pushed: number; missed: number }> {
    const late = { $gt: [{ $subtract: ['$pushedAt', '$firstSeenAt'] }, graceMs] };
    const [sums] = await this.models.entries.aggregate<{ pushed: number; missed: number }>([
      { $match: { feedId, firstSeenAt: { $gt: from, $lte: to }, foundBy: { $in: ['poll', 'push'] } } },
      { $project: { isPushed: { $and: [{ $gt: ['$pushedAt', null] }, { $not: [late] }] } } },
      {
        $group: {
          _id: null,
          pushed: { $sum: { $cond: ['$isPushed', 1, 0] } },
          missed: { $sum: { $cond: ['$isPushed', 0, 1] } },
        },
      },
    ]);
    return { pushed: sums?.pushed ?? 0, missed: sums?.missed ?? 0 };
  }

  /** Of these articles, those that the feed has shown, under any key. */
  async knownArticles(feedId: string, articleIds: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const batch of batchesOf(articleIds)) {
      for (const articleId of await this.articles.send({ feedId, articleIds: batch })) known.add(articleId);
    }
    return known;
  }

  /** Of these articles, those that the feed had shown by `at`. */
  async shownBy(feedId: string, articleIds: readonly string[], at: Date): Promise<Set<string>> {
    const found = await this.models.entries
      .find({ articleId: { $in: [...articleIds] }, feedId, firstSeenAt: { $lte: at } }, { articleId: 1 })
      .lean<EntryModel[]>();
    return new Set(found.map(({ articleId }) => articleId));
  }

  /** Addresses of the entries that the feed showed most recently. */
  async latestUrls(feedId: string, limit: number): Promise<string[]> {
    const found = await this.models.entries
      .find({ feedId }, { url: 1 })
      .sort({ firstSeenAt: -1 })
      .limit(limit)
      .lean<EntryModel[]>();
    return found.map(({ url }) => url);
  }

  private async readAll(asked: readonly (readonly string[])[]): Promise<RequestResult<KnownRow[]>[]> {
    const found = await this.models.entries
      .find({ _id: { $in: asked.flat() } }, { key: 1, fingerprint: 1, articleId: 1, url: 1 })
      .lean<KnownRow[]>();
    const byId = new Map(found.map((row) => [row._id, row]));
    return asked.map((ids) => ({ value: ids.flatMap((id) => byId.get(id) ?? []) }));
  }

  private async readArticles(asked: readonly AskedArticles[]): Promise<RequestResult<string[]>[]> {
    const feedIds = [...new Set(asked.map(({ feedId }) => feedId))];
    const ids = [...new Set(asked.flatMap(({ articleIds }) => articleIds))];
    const found = await this.models.entries
      .find({ articleId: { $in: ids }, feedId: { $in: feedIds } }, { articleId: 1, feedId: 1 })
      .lean<Pick<EntryModel, 'articleId' | 'feedId'>[]>();
    const shown = new Set(found.map(({ feedId, articleId }) => idOf(feedId, articleId)));
    return asked.map(({ feedId, articleIds }) => ({
      value: articleIds.filter((id) => shown.has(idOf(feedId, id))),
    }));
  }
}

const idOf = (feedId: string, key: string) => `${feedId}:${key}`;
