import { batchesOf } from '../batches.js';
import type { Models, TraceModel } from '../models/models.js';
import type { UnattributedModel } from '../models/rows.js';
import { isDuplicateKey, WriteConflict } from '../storage.errors.js';
import { findIdsByUrl, findUrlsById } from './first-addresses.js';
import { findOffenders, withoutMatch } from './find-offenders.js';
import type {
  DayBalance,
  FeedBalance,
  Offenders,
  OverdueQuery,
  Trace,
  TraceQuery,
  TraceState,
  UnattributedOutcome,
} from './ledger.types.js';

type LedgerModels = Pick<Models, 'traces' | 'unattributed' | 'entries' | 'articles'>;

/** One trace per article, built from the outcomes topic. */
export class LedgerRepository {
  /** `whole` gives the models for reads over whole collections, which take their time. */
  constructor(
    private readonly models: LedgerModels,
    private readonly whole: () => Promise<LedgerModels>,
  ) {}

  async loadMany(ids: readonly string[]): Promise<Map<string, Trace>> {
    const traces = new Map<string, Trace>();
    for (const batch of batchesOf(ids)) {
      const found = await this.models.traces.find({ _id: { $in: batch } }).lean<TraceModel[]>();
      for (const document of found) traces.set(document._id, toTrace(document));
    }
    return traces;
  }

  /** Writes the traces whose stored revision is as expected (null: new). Throws WriteConflict otherwise. */
  async saveMany(writes: readonly { trace: Trace; expectedRev: number | null }[]): Promise<void> {
    for (const batch of batchesOf(writes, 500)) {
      const operations = batch.map(({ trace: { articleId, ...trace }, expectedRev }) =>
        expectedRev === null
          ? { insertOne: { document: { _id: articleId, ...trace, rev: 1 } } }
          : {
              updateOne: {
                filter: { _id: articleId, rev: expectedRev },
                update: { $set: { ...trace, rev: expectedRev + 1 } },
              },
            },
      );
      let written = 0;
      try {
        const result = await this.models.traces.bulkWrite(operations as never, {
          ordered: false,
          throwOnValidationError: true,
        });
        written = result.insertedCount + result.matchedCount;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      if (written !== batch.length)
        throw new WriteConflict(
          'ledger_traces',
          batch.map((w) => w.trace.articleId),
        );
    }
  }

  async get(articleId: string): Promise<Trace | null> {
    const found = await this.models.traces.findById(articleId).lean<TraceModel>();
    return found ? toTrace(found) : null;
  }

  /** Ids of the articles first found under exactly these addresses. Unknown ones are missing. */
  idsByUrl(urls: readonly string[]): Promise<Map<string, string>> {
    return findIdsByUrl(this.models, urls);
  }

  /** The addresses under which articles were first found, by id. Unknown ones are missing. */
  urlsById(ids: readonly string[]): Promise<Map<string, string>> {
    return findUrlsById(this.models, ids);
  }

  async findByUrl(url: string): Promise<Trace | null> {
    const found = await this.models.traces.findOne({ url }).lean<TraceModel>();
    return found ? toTrace(found) : null;
  }

  /** Traces by article id. */
  async list({ state, feedId, reason, limit, after }: TraceQuery): Promise<Trace[]> {
    const filter = {
      ...(state ? { state } : {}),
      ...(feedId ? { feedId } : {}),
      ...(reason ? { reason } : {}),
      ...(after ? { _id: { $gt: after } } : {}),
    };
    const found = await this.models.traces.find(filter).sort({ _id: 1 }).limit(limit).lean<TraceModel[]>();
    return found.map(toTrace);
  }

  /** Ends of messages that belong to no article, for example garbage on a topic. Idempotent by id. */
  async noteUnattributed(outcomes: readonly UnattributedOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await this.models.unattributed.bulkWrite(
      outcomes.map(({ id, ...fields }) => ({
        updateOne: { filter: { _id: id }, update: { $setOnInsert: fields }, upsert: true },
      })),
      { ordered: false, throwOnValidationError: true },
    );
  }

  /** Outcomes, as they were noted, of articles for whose existence there is no evidence. */
  async unattributedOf<Said>(
    articleIds: readonly string[],
  ): Promise<{ id: string; articleId: string; said: Said }[]> {
    const found = await this.models.unattributed
      .find({ articleId: { $in: [...articleIds] } })
      .lean<UnattributedModel[]>();
    return found.map(({ _id: id, articleId = '', said }) => ({ id, articleId, said: said as Said }));
  }

  async dropUnattributed(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.models.unattributed.deleteMany({ _id: { $in: [...ids] } });
  }

  unattributedCount(): Promise<number> {
    return this.models.unattributed.countDocuments({ outcome: 'dead_lettered' });
  }

  async totals(): Promise<Record<TraceState, number>> {
    const totals: Record<TraceState, number> = {
      in_flight: 0,
      indexed: 0,
      duplicate: 0,
      rejected: 0,
      dead_lettered: 0,
    };
    const { traces } = await this.whole();
    const groups = await traces.aggregate<{ _id: TraceState; n: number }>([
      { $group: { _id: '$state', n: { $sum: 1 } } },
    ]);
    for (const { _id, n } of groups) totals[_id] = n;
    return totals;
  }

  async byFeedAndDay(): Promise<DayBalance[]> {
    const count = (state: TraceState) => ({ $sum: { $cond: [{ $eq: ['$state', state] }, 1, 0] } });
    const { traces } = await this.whole();
    const groups = await traces.aggregate<
      Omit<DayBalance, 'feedId' | 'day'> & { _id: { feedId: string | null; day: string } }
    >([
      {
        $group: {
          _id: { feedId: '$feedId', day: '$day' },
          discovered: { $sum: 1 },
          indexed: count('indexed'),
          duplicate: count('duplicate'),
          rejected: count('rejected'),
          deadLettered: count('dead_lettered'),
          inFlight: count('in_flight'),
        },
      },
      { $sort: { '_id.day': 1, '_id.feedId': 1 } },
    ]);
    return groups.map(({ _id, ...counts }) => ({ ..._id, ...counts }));
  }

  /** Current states of the articles that a feed discovered first, with the reasons of the rejected ones. */
  async ofFeed(feedId: string): Promise<FeedBalance> {
    const groups = await this.models.traces.aggregate<{
      _id: { state: TraceState; reason: string | null };
      n: number;
    }>([
      { $match: { feedId } },
      { $group: { _id: { state: '$state', reason: '$reason' }, n: { $sum: 1 } } },
      { $sort: { n: -1 } },
    ]);
    const sumOf = (state: TraceState) =>
      groups.filter(({ _id }) => _id.state === state).reduce((sum, { n }) => sum + n, 0);
    const rejected = groups.filter(({ _id }) => _id.state === 'rejected');
    return {
      discovered: groups.reduce((sum, { n }) => sum + n, 0),
      indexed: sumOf('indexed'),
      duplicate: sumOf('duplicate'),
      rejected: sumOf('rejected'),
      deadLettered: sumOf('dead_lettered'),
      inFlight: sumOf('in_flight'),
      rejectedBy: Object.fromEntries(rejected.map(({ _id, n }) => [_id.reason ?? 'unknown', n])),
    };
  }

  refreshingCount(): Promise<number> {
    return this.models.traces.countDocuments({ refreshing: true });
  }

  /** Articles on their way, changes of indexed ones included, of which nothing new is known since `before`: by article id. */
  async overdue({ before, limit, after }: OverdueQuery): Promise<Trace[]> {
    const onTheWay = [{ state: 'in_flight' as const }, { refreshing: true }];
    const filter = { $or: onTheWay, updatedAt: { $lte: before }, ...(after ? { _id: { $gt: after } } : {}) };
    const found = await this.models.traces.find(filter).sort({ _id: 1 }).limit(limit).lean<TraceModel[]>();
    return found.map(toTrace);
  }

  /** Entries that a feed discovered but the ledger does not know. */
  async entriesWithoutTrace(limit: number): Promise<Offenders> {
    return findOffenders((await this.whole()).entries, limit, [
      { $group: { _id: '$articleId' } },
      ...withoutMatch('ledger_traces', '_id'),
    ]);
  }

  /** Traces that say indexed although the article does not exist. */
  async indexedWithoutArticle(limit: number): Promise<Offenders> {
    return findOffenders((await this.whole()).traces, limit, [
      { $match: { state: 'indexed' } },
      ...withoutMatch('articles', '_id'),
    ]);
  }

  /** Articles whose trace does not say indexed. */
  async articlesNotIndexed(limit: number): Promise<Offenders> {
    return findOffenders((await this.whole()).articles, limit, [
      { $project: { _id: 1 } },
      {
        $lookup: {
          from: 'ledger_traces',
          localField: '_id',
          foreignField: '_id',
          as: 'other',
          pipeline: [{ $match: { state: 'indexed' } }, { $project: { _id: 1 } }],
        },
      },
      { $match: { other: [] } },
    ]);
  }

  /** Duplicates whose original is not an article. */
  async duplicatesWithoutOriginal(limit: number): Promise<Offenders> {
    return findOffenders((await this.whole()).traces, limit, [
      { $match: { state: 'duplicate' } },
      ...withoutMatch('articles', 'duplicateOf'),
    ]);
  }
}

function toTrace({ _id, ...rest }: TraceModel): Trace {
  return { articleId: _id, ...rest };
}
