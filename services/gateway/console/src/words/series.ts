import type { Counts } from '../api/types.js';

export interface Series {
  /** Starts of the buckets, in seconds since 1970. */
  times: number[];
  indexed: number[];
  duplicate: number[];
  rejected: number[];
  deadLettered: number[];
  p50: (number | null)[];
  p95: (number | null)[];
}

/** The API's buckets as columns for a chart. Bars are stacked: each column holds the sum up to it. Latencies are in seconds. */
export function seriesOf({ buckets }: Counts): Series {
  const column = (pick: (bucket: Counts['buckets'][number]) => number) => buckets.map(pick);
  const seconds = (ms: number | null) => (ms === null ? null : ms / 1000);
  return {
    times: column(({ at }) => Date.parse(at) / 1000),
    indexed: column((b) => b.indexed),
    duplicate: column((b) => b.indexed + b.duplicate),
    rejected: column((b) => b.indexed + b.duplicate + b.rejected),
    deadLettered: column((b) => b.indexed + b.duplicate + b.rejected + b.deadLettered),
    p50: buckets.map((b) => seconds(b.latencyMs.p50)),
    p95: buckets.map((b) => seconds(b.latencyMs.p95)),
  };
}

/** Sums over all buckets. */
export function totalsOf({ buckets }: Counts) {
  const sum = (pick: (bucket: Counts['buckets'][number]) => number) =>
    buckets.reduce((total, bucket) => total + pick(bucket), 0);
  return {
    indexed: sum((b) => b.indexed),
    duplicate: sum((b) => b.duplicate),
    rejected: sum((b) => b.rejected),
    deadLettered: sum((b) => b.deadLettered),
  };
}
