import type { Counts } from '../api/types.js';
import { seriesOf, totalsOf } from './series.js';

const bucket = (at: string, indexed: number, duplicate: number, p50: number | null) => ({
  at,
  indexed,
  duplicate,
  rejected: 1,
  deadLettered: 2,
  inFlight: 0,
  latencyMs: { p50, p95: p50, p99: p50 },
});
const counts = {
  from: '2026-03-03T09:00:00Z',
  to: '2026-03-03T09:02:00Z',
  bucketSeconds: 60,
  buckets: [bucket('2026-03-03T09:00:00Z', 4, 3, 1500), bucket('2026-03-03T09:01:00Z', 0, 0, null)],
} satisfies Counts;

it('stacks the outcomes, and leaves gaps where nothing was indexed', () => {
  expect(seriesOf(counts)).toEqual({
    times: [1_772_528_400, 1_772_528_460],
    indexed: [4, 0],
    duplicate: [7, 0],
    rejected: [8, 1],
    deadLettered: [10, 3],
    p50: [1.5, null],
    p95: [1.5, null],
  });
});

it('sums each outcome by itself', () => {
  expect(totalsOf(counts)).toEqual({ indexed: 4, duplicate: 3, rejected: 2, deadLettered: 4 });
});
