import type { ArticleRecord } from '@dateline/contracts';
import { batchesOf } from '../batches.js';
import { ARTICLE_DATES } from '../models/article.fields.js';
import type { ArticleModel, Models, RevisionModel } from '../models/models.js';
import { isDuplicateKey, UrlTaken, WriteConflict } from '../storage.errors.js';
import type { AppliedEvent, ArticleQuery, ArticleWrite, StoredArticle } from './article.types.js';
import { cursorAfter, filterOf, orderOf, placeOf } from './article-query.js';
import { trimRevisions } from './trim-revisions.js';
import { rawRefsOf, removeTexts, urlsOf, type Erasure } from './remove-texts.js';

const MAX_APPLIED = 50;
type ArticleModels = Pick<
  Models,
  'articles' | 'revisions' | 'rawPages' | 'pageFetches' | 'sketches' | 'sightings' | 'pages'
>;

/** Article records, one document each. A revision moves the replaced record to `article_revisions`. */
export class ArticleRepository {
  constructor(private readonly models: ArticleModels) {}

  async loadMany(ids: readonly string[]): Promise<Map<string, StoredArticle>> {
    const stored = new Map<string, StoredArticle>();
    for (const batch of batchesOf(ids)) {
      const found = await this.models.articles.find({ _id: { $in: batch } }).lean<ArticleModel[]>();
      for (const document of found) {
        stored.set(document._id, {
          record: toRecord(document),
          applied: document.applied,
          erased: document.erased,
        });
      }
    }
    return stored;
  }

  /**
   * Stores versions; replaced records go first. Of several versions of one article only the last becomes the
   * record. Throws WriteConflict when another writer was faster; repeating the same version from the same
   * event is no conflict. Of the replaced versions the last `kept` stay.
   */
  async saveMany(writes: readonly ArticleWrite[], kept = Infinity): Promise<void> {
    if (writes.length === 0) return;
    await this.saveSuperseded(writes);
    const groups = [...Map.groupBy(writes, (w) => w.record.articleId).values()];
    for (const batch of batchesOf(groups, 200)) {
      const operations = batch.map(writeOf);
      const complete = await this.tryWrite(operations, batch.length);
      if (!complete) await this.requireWritten(batch);
    }
    await trimRevisions(this.models, writes, kept);
  }

  async supersededVersion(articleId: string, version: number): Promise<ArticleRecord | null> {
    const found = await this.models.revisions.findById(`${articleId}:${version}`).lean<RevisionModel>();
    return (found?.record as ArticleRecord | undefined) ?? null;
  }

  /** Replaced versions, oldest first. */
  async revisionsOf(articleId: string): Promise<ArticleRecord[]> {
    const found = await this.models.revisions
      .find({ articleId })
      .sort({ version: 1 })
      .lean<RevisionModel[]>();
    return found.map((r) => r.record as ArticleRecord);
  }

  /**
   * Removes the text everywhere: record, older versions, raw pages (also of the copies that were dropped for
   * it), sketch, and the feed's text of a page that waits. A stub stays, so that the article does not come
   * back.
   */
  async erase(
    articleId: string,
    applied: AppliedEvent,
    erasure: { reason: string; at: Date },
  ): Promise<boolean> {
    let document: ArticleModel | null;
    // The stub is written first, so that no version can follow. It names the raw pages, so that a repetition
    // finds them.
    do {
      document = await this.models.articles.findById(articleId).lean<ArticleModel>();
      if (!document) return false;
    } while (!(await this.leaveStub(document, applied, erasure)));
    const versions = [toRecord(document), ...(await this.revisionsOf(articleId))];
    await removeTexts(this.models, { articleId, versions, erasure: document['erasure'] as Erasure | null });
    return true;
  }

  /** False when another version was written since the document was read. */
  private async leaveStub(
    document: ArticleModel,
    applied: AppliedEvent,
    erasure: { reason: string; at: Date },
  ): Promise<boolean> {
    if (document.erased) return true;
    const { _id, version, urlNormalized } = document;
    const stub = {
      _id,
      urlNormalized,
      version,
      updatedAt: erasure.at,
      erased: true,
      erasure: { ...erasure, rawRefs: rawRefsOf([toRecord(document)]), urls: urlsOf([toRecord(document)]) },
      applied: [...document.applied, applied].slice(-MAX_APPLIED),
    };
    const { matchedCount } = await this.models.articles.replaceOne(
      { _id, version, erased: false },
      stub as never,
    );
    return matchedCount === 1;
  }

  async get(articleId: string): Promise<ArticleRecord | null> {
    const found = await this.models.articles.findOne({ _id: articleId, erased: false }).lean<ArticleModel>();
    return found ? toRecord(found) : null;
  }

  async getByUrl(urlNormalized: string): Promise<ArticleRecord | null> {
    const found = await this.models.articles.findOne({ urlNormalized, erased: false }).lean<ArticleModel>();
    return found ? toRecord(found) : null;
  }

  /** Articles by last change, the oldest first unless the query says otherwise; `next` continues after the last one. */
  async search(query: ArticleQuery): Promise<{ items: ArticleRecord[]; next: string | null }> {
    const found = await this.models.articles
      .find(filterOf(query) as never)
      .sort(orderOf(query))
      .skip(placeOf(query))
      .limit(query.limit)
      .lean<ArticleModel[]>();
    const items = found.map(toRecord);
    const last = items.at(-1);
    return { items, next: last && items.length === query.limit ? cursorAfter(query, last) : null };
  }

  count(): Promise<number> {
    return this.models.articles.countDocuments({ erased: false });
  }

  private async saveSuperseded(writes: readonly ArticleWrite[]): Promise<void> {
    const records = writes.map((w) => w.superseded).filter((r) => r !== null);
    for (const batch of batchesOf(records, 200)) {
      await this.models.revisions.bulkWrite(
        batch.map((record) => {
          const { articleId, version } = record;
          const _id = `${articleId}:${version}`;
          return {
            updateOne: {
              filter: { _id },
              update: { $setOnInsert: { articleId, version, record } },
              upsert: true,
            },
          };
        }),
        { ordered: false, throwOnValidationError: true },
      );
    }
  }

  private async tryWrite(operations: ReturnType<typeof writeOf>[], expected: number): Promise<boolean> {
    try {
      const result = await this.models.articles.bulkWrite(operations as never, {
        ordered: false,
        throwOnValidationError: true,
      });
      return result.insertedCount + result.matchedCount === expected;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  private async requireWritten(groups: readonly ArticleWrite[][]): Promise<void> {
    const stored = await this.loadMany(groups.map(([w]) => w?.record.articleId ?? ''));
    const missing = groups
      .map((group) => group.at(-1) as ArticleWrite)
      .filter(({ record, applied }) => {
        const present = stored.get(record.articleId);
        return (
          present?.record.version !== record.version ||
          !present.applied.some((a) => a.eventId === applied.eventId)
        );
      });
    if (missing.length === 0) return;
    const erased = missing.map((w) => w.record.articleId).filter((id) => stored.get(id)?.erased);
    await this.models.revisions.deleteMany({ articleId: { $in: erased } });
    await this.requireFreeUrls(missing.filter((w) => !stored.has(w.record.articleId)));
    throw new WriteConflict(
      'articles',
      missing.map((w) => w.record.articleId),
    );
  }

  private async requireFreeUrls(absent: readonly ArticleWrite[]): Promise<void> {
    const urls = absent.map((w) => w.record.urlNormalized);
    const ids = absent.map((w) => w.record.articleId);
    const taken = await this.models.articles
      .find({ urlNormalized: { $in: urls }, _id: { $nin: ids } } as never, { urlNormalized: 1 })
      .lean<{ urlNormalized: string }[]>();
    if (taken.length > 0) throw new UrlTaken(taken.map((t) => t.urlNormalized));
  }
}

function writeOf(group: ArticleWrite[]) {
  const first = group[0] as ArticleWrite;
  const { record } = group.at(-1) as ArticleWrite;
  const applied = group.map((w) => w.applied);
  const document = toDocument(record);
  if (first.expectedVersion === null) {
    return {
      insertOne: {
        document: { _id: record.articleId, ...document, applied: applied.slice(-MAX_APPLIED), erased: false },
      },
    };
  }
  return {
    updateOne: {
      filter: { _id: record.articleId, version: first.expectedVersion, erased: false },
      update: { $set: document, $push: { applied: { $each: applied, $slice: -MAX_APPLIED } } },
    },
  };
}

function toDocument(record: ArticleRecord): Record<string, unknown> {
  const document: Record<string, unknown> = { ...record };
  Reflect.deleteProperty(document, 'articleId');
  for (const name of ARTICLE_DATES) {
    const value = record[name];
    document[name] = value === null ? null : new Date(value);
  }
  // Stemming follows the language of the query and would miss words of other languages, so no text is
  // stemmed.
  document['textLanguage'] = 'none';
  return document;
}

function toRecord(document: ArticleModel): ArticleRecord {
  const record: Record<string, unknown> = { ...document, articleId: document._id };
  for (const name of ['_id', 'applied', 'erased', 'erasure', 'textLanguage'])
    Reflect.deleteProperty(record, name);
  for (const name of ARTICLE_DATES) {
    const value = record[name];
    if (value instanceof Date) record[name] = value.toISOString();
  }
  return record as unknown as ArticleRecord;
}
