import type { TraceModel, Models } from '../models/models.js';

/** How long articles took, as a histogram: step `i` counts those from `stepMs(i)` up to the next. */
export interface LatencyStep {
  step: number;
  count: number;
}

/** What became of the articles that were discovered within one bucket of time. */
export interface LedgerBucket {
  at: Date;
  states: Record<TraceModel['state'], number>;
  /** Of the indexed ones, from discovery to the index. */
  latency: LatencyStep[];
}

/** Steps grow by a tenth, so that a percentile read from them is off by a twentieth at most. */
const GROWTH = 1.1;

/** Least latency that a step counts, in milliseconds. */
export const stepMs = (step: number): number => GROWTH ** step;

/** The ledger over time: counts by the time of discovery. */
export class LedgerSeriesRepository {
  constructor(private readonly models: Pick<Models, 'traces'>) {}

  /** Buckets of `bucketMs` from `from` up to `to`, in order; those without an article are left out. */
  async read({ from, to, bucketMs }: { from: Date; to: Date; bucketMs: number }): Promise<LedgerBucket[]> {
    const took = { $max: [1, { $subtract: ['$indexedAt', '$discoveredAt'] }] };
    const rows = await this.models.traces.aggregate<{
      _id: { bucket: number; state: TraceModel['state']; step: number | null };
      n: number;
    }>([
      { $match: { discoveredAt: { $gte: from, $lt: to } } },
      {
        $group: {
          _id: {
            bucket: { $floor: { $divide: [{ $subtract: ['$discoveredAt', from] }, bucketMs] } },
            state: '$state',
            step: { $cond: ['$indexedAt', { $floor: { $divide: [{ $ln: took }, Math.log(GROWTH)] } }, null] },
          },
          n: { $sum: 1 },
        },
      },
    ]);
    const buckets = new Map<number, LedgerBucket>();
    for (const { _id, n } of rows) {
      const bucket = buckets.get(_id.bucket) ?? emptyAt(new Date(from.getTime() + _id.bucket * bucketMs));
      buckets.set(_id.bucket, bucket);
      bucket.states[_id.state] += n;
      if (_id.step !== null) bucket.latency.push({ step: _id.step, count: n });
    }
    return [...buckets.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

const emptyAt = (at: Date): LedgerBucket => ({
  at,
  states: { in_flight: 0, indexed: 0, duplicate: 0, rejected: 0, dead_lettered: 0 },
  latency: [],
});
