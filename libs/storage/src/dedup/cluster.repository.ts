import type { ClusterRecord } from '@dateline/contracts';
import type { ClusterModel, Models } from '../models/models.js';
import { cursorOf, readCursor } from '../repositories/article-query.js';
import type { StoredCluster } from './cluster.types.js';
import { isDuplicateKey, WriteConflict } from '../storage.errors.js';

const MAX_APPLIED = 50;

/** Clusters of near-duplicates, one document each. One topic partition orders all changes of a cluster. */
export class ClusterRepository {
  constructor(private readonly models: Pick<Models, 'clusters'>) {}

  async loadMany(clusterIds: readonly string[]): Promise<Map<string, StoredCluster>> {
    if (clusterIds.length === 0) return new Map();
    const found = await this.models.clusters.find({ _id: { $in: clusterIds } }).lean<ClusterModel[]>();
    return new Map(found.map(({ _id, record, applied }) => [_id, { record, applied }]));
  }

  /** Throws WriteConflict when another writer was faster. */
  async saveMany(
    changes: readonly { cluster: StoredCluster; expectedVersion: number | null }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const operations = changes.map(({ cluster: { record, applied }, expectedVersion }) => {
      const _id = record.clusterId;
      const fields = { record, applied: applied.slice(-MAX_APPLIED) };
      return expectedVersion === null
        ? { insertOne: { document: { _id, ...fields } } }
        : {
            updateOne: { filter: { _id, 'record.version': expectedVersion }, update: { $set: fields } },
          };
    });
    const conflict = () =>
      new WriteConflict(
        'clusters',
        changes.map(({ cluster }) => cluster.record.clusterId),
      );
    try {
      const result = await this.models.clusters.bulkWrite(operations as never, {
        throwOnValidationError: true,
      });
      if (result.insertedCount + result.matchedCount !== changes.length) throw conflict();
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict();
      throw error;
    }
  }

  /** Clusters that list any of these articles. */
  async withMembers(articleIds: readonly string[]): Promise<string[]> {
    if (articleIds.length === 0) return [];
    const found = await this.models.clusters
      .find({ 'record.members.articleId': { $in: articleIds } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  }

  async get(clusterId: string): Promise<ClusterRecord | null> {
    return (await this.loadMany([clusterId])).get(clusterId)?.record ?? null;
  }

  /**
   * Clusters by last change, latest first, page by page. Clusters of one batch share one time. Throws
   * BadCursor.
   */
  async list(query: {
    limit: number;
    cursor?: string;
  }): Promise<{ items: ClusterRecord[]; next: string | null }> {
    const filter = { 'record.size': { $gt: 0 }, ...(query.cursor === undefined ? {} : before(query.cursor)) };
    const found = await this.models.clusters
      .find(filter)
      .sort({ 'record.updatedAt': -1, _id: -1 })
      .limit(query.limit)
      .lean<ClusterModel[]>();
    const items = found.map(({ record }) => record);
    const last = items.length < query.limit ? undefined : items.at(-1);
    return { items, next: last ? cursorOf({ updatedAt: last.updatedAt, articleId: last.clusterId }) : null };
  }
}

function before(cursor: string): object {
  const { updatedAt, id } = readCursor(cursor);
  const at = updatedAt.toISOString();
  return { $or: [{ 'record.updatedAt': { $lt: at } }, { 'record.updatedAt': at, _id: { $lt: id } }] };
}
