import { createHash } from 'node:crypto';
import { batchesOf } from '../batches.js';
import type { Models, SkippedEntryModel } from '../models/models.js';
import type { NewSkippedEntry, SkippedEntry } from './skipped-entry.types.js';

const DAY_MS = 86_400_000;
/** The most entries kept per feed; further ones are counted but not listed. */
const MAX_OF_FEED = 2_000;
const MAX_LENGTH = { guid: 1_000, url: 2_000, title: 500 };

/**
 * Entries that feeds offered and that led to no article. Each identity is kept once, while it is offered and
 * for some time after.
 */
export class SkippedEntryRepository {
  constructor(private readonly models: Pick<Models, 'skippedEntries'>) {}

  /**
   * Records skipped entries of one document, most important first in case there is room for only some. A
   * known entry keeps its first sighting and is rewritten at most once a day. Returns the number of new ones.
   * `keptMs` counts from the last sighting.
   */
  async note(
    feedId: string,
    entries: readonly NewSkippedEntry[],
    { at, keptMs }: { at: Date; keptMs: number },
  ): Promise<number> {
    if (entries.length === 0) return 0;
    const byId = new Map(entries.map((entry) => [idOf(feedId, entry), entry]));
    const seen = await this.seenOf([...byId.keys()]);
    const fresh = [...byId].filter(([id]) => !seen.has(id));
    const room = fresh.length === 0 ? 0 : MAX_OF_FEED - (await this.countOf(feedId));
    const expiresAt = new Date(at.getTime() + keptMs);
    const added = fresh.slice(0, Math.max(0, room)).map(([_id, entry]) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: { lastSeenAt: at, expiresAt },
          $setOnInsert: { ...rowOf(feedId, entry), firstSeenAt: at },
        },
        upsert: true,
      },
    }));
    const stale = [...byId].filter(([id]) => (seen.get(id)?.getTime() ?? Infinity) < at.getTime() - DAY_MS);
    const renewed = stale.map(([_id, { reason }]) => ({
      updateOne: { filter: { _id }, update: { $set: { reason, lastSeenAt: at, expiresAt } } },
    }));
    for (const batch of batchesOf([...added, ...renewed]))
      await this.models.skippedEntries.bulkWrite(batch, { ordered: false, throwOnValidationError: true });
    return fresh.length;
  }

  /** Entries whose guid, address or title matches, latest first. Case and white space do not matter. */
  async find(reference: string, limit: number): Promise<SkippedEntry[]> {
    const found = await this.models.skippedEntries
      .find({ names: nameOf(reference) })
      .sort({ lastSeenAt: -1 })
      .limit(limit)
      .lean<SkippedEntryModel[]>();
    return found.map(toEntry);
  }

  /** Skipped entries of a feed, latest first. */
  async ofFeed(feedId: string, limit: number): Promise<SkippedEntry[]> {
    const found = await this.models.skippedEntries
      .find({ feedId })
      .sort({ lastSeenAt: -1 })
      .limit(limit)
      .lean<SkippedEntryModel[]>();
    return found.map(toEntry);
  }

  /** Removes all skipped entries of a feed that was removed. */
  async forget(feedId: string): Promise<void> {
    await this.models.skippedEntries.deleteMany({ feedId });
  }

  private countOf(feedId: string): Promise<number> {
    return this.models.skippedEntries.countDocuments({ feedId }, { limit: MAX_OF_FEED });
  }

  private async seenOf(ids: readonly string[]): Promise<Map<string, Date>> {
    const seen = new Map<string, Date>();
    for (const batch of batchesOf(ids)) {
      const found = await this.models.skippedEntries
        .find({ _id: { $in: batch } }, { lastSeenAt: 1 })
        .lean<Pick<SkippedEntryModel, '_id' | 'lastSeenAt'>[]>();
      for (const { _id, lastSeenAt } of found) seen.set(_id, lastSeenAt);
    }
    return seen;
  }
}

/** All fields of an entry together identify it. */
function idOf(feedId: string, { guid, url, title }: NewSkippedEntry): string {
  return `${feedId}:${hashOf(JSON.stringify([guid, url, title]))}`;
}

function rowOf(feedId: string, { reason, guid, url, title, articleId }: NewSkippedEntry) {
  const names = [guid, url, title].flatMap((text) => (text === null ? [] : [nameOf(text)]));
  return {
    feedId,
    reason,
    guid: within(MAX_LENGTH.guid, guid),
    url: within(MAX_LENGTH.url, url),
    title: within(MAX_LENGTH.title, title),
    articleId,
    names: [...new Set(names)],
  };
}

const within = (length: number, text: string | null): string | null => text?.slice(0, length) ?? null;
const nameOf = (text: string): string => hashOf(text.trim().replace(/\s+/g, ' ').toLowerCase());
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

function toEntry({ feedId, reason, guid, url, title, articleId, ...row }: SkippedEntryModel): SkippedEntry {
  const { firstSeenAt, lastSeenAt } = row;
  return { feedId, reason, guid, url, title, articleId, firstSeenAt, lastSeenAt };
}
