import type { ArticleOrigin } from '@dateline/contracts';
import { BATCH, batchesOf } from '../batches.js';
import { bufferOf } from '../binary-field.js';
import type { Models, PageFetchModel, RawPageModel } from '../models/models.js';
import { WriteBatcher } from '../write-batcher.js';

export interface RawPage {
  gzip: Buffer;
  bytes: number;
  contentType: string | null;
  url: string;
}

/** A fetch that returned a raw page, without the hints of feed and server. */
export interface PageFetch {
  articleId: string;
  sha256: string;
  feedId: string | null;
  fetchedAt: Date;
}

const pageFetchId = (articleId: string, sha256: string) => `${articleId}:${sha256}`;

/** Pages as served, by content hash, and their fetches, until the retention ends. */
export class RawPageRepository {
  private readonly pages: WriteBatcher<object>;
  private readonly visits: WriteBatcher<object>;

  constructor(private readonly models: Pick<Models, 'rawPages' | 'pageFetches'>) {
    // The driver itself, since mongoose would clone each page and its origin.
    const batcherOf = (name: 'rawPages' | 'pageFetches') =>
      new WriteBatcher<object>((operations) =>
        models[name].collection.bulkWrite(operations as never, { ordered: false }),
      );
    this.pages = batcherOf('rawPages');
    this.visits = batcherOf('pageFetches');
  }

  /**
   * Idempotent; storing the same page again extends its retention. `origin` records which article the page
   * belongs to, so that it can be parsed again.
   */
  async put(
    page: RawPage & { sha256: string; expiresAt: Date },
    origin: ArticleOrigin | null = null,
  ): Promise<void> {
    const { sha256, expiresAt, ...fields } = page;
    const update = { $setOnInsert: { ...fields, storedAt: new Date() }, $max: { expiresAt } };
    await this.pages.write([{ updateOne: { filter: { _id: sha256 }, update, upsert: true } }]);
    if (origin !== null) await this.putFetch(origin, sha256, expiresAt);
  }

  async get(sha256: string): Promise<RawPage | null> {
    const found = await this.models.rawPages.findById(sha256).lean<RawPageModel>();
    if (!found) return null;
    const { gzip, bytes, contentType, url } = found;
    return { gzip: bufferOf(gzip), bytes, contentType, url };
  }

  /** All fetches, article by article, each article's latest first. A reader that stops early closes the cursor. */
  async *fetches(): AsyncGenerator<PageFetch> {
    // The driver's cursor closes when a loop over it ends; that of a model stays open on the server.
    const cursor = this.models.pageFetches.collection.find(
      {},
      {
        projection: { articleId: 1, sha256: 1, feedId: 1, fetchedAt: 1 },
        sort: { articleId: 1, fetchedAt: -1 },
        batchSize: BATCH,
      },
    );
    for await (const row of cursor) {
      const { articleId, sha256, feedId, fetchedAt } = row as unknown as PageFetchModel;
      yield { articleId, sha256, feedId, fetchedAt };
    }
  }

  /** The last kept fetch of an article, with the facts that were known then. */
  async latestOf(articleId: string): Promise<{ sha256: string; origin: ArticleOrigin } | null> {
    const found = await this.models.pageFetches
      .findOne({ articleId })
      .sort({ fetchedAt: -1 })
      .lean<PageFetchModel>();
    return found ? { sha256: found.sha256, origin: found.origin as ArticleOrigin } : null;
  }

  /** The facts known when the pages arrived, by article id. Articles without a kept fetch are missing. */
  async originsOf(
    pages: readonly { articleId: string; sha256: string }[],
  ): Promise<Map<string, ArticleOrigin>> {
    const origins = new Map<string, ArticleOrigin>();
    for (const batch of batchesOf(pages.map(({ articleId, sha256 }) => pageFetchId(articleId, sha256)))) {
      const found = await this.models.pageFetches.find({ _id: { $in: batch } }).lean<PageFetchModel[]>();
      for (const { articleId, origin } of found) origins.set(articleId, origin as ArticleOrigin);
    }
    return origins;
  }

  private async putFetch(origin: ArticleOrigin, sha256: string, expiresAt: Date): Promise<void> {
    const { articleId, feedId, fetch } = origin;
    const fields = { articleId, sha256, feedId, fetchedAt: new Date(fetch.fetchedAt), origin };
    const filter = { _id: pageFetchId(articleId, sha256) };
    const update = { $set: fields, $max: { expiresAt } };
    await this.visits.write([{ updateOne: { filter, update, upsert: true } }]);
  }

  /** Pages that must be removed, with their fetches. */
  async remove(sha256s: readonly string[]): Promise<void> {
    await this.models.rawPages.deleteMany({ _id: { $in: sha256s } });
    await this.models.pageFetches.deleteMany({ sha256: { $in: sha256s } });
  }
}
