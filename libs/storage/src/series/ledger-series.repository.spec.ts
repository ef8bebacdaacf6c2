import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { LedgerSeriesRepository, stepMs } from './ledger-series.repository.js';

const { models, played } = playDatabase();
const series = new LedgerSeriesRepository(models);
const span = { from: now, to: after(180_000), bucketMs: 60_000 };

it('has buckets in order, each with its states and how long the indexed ones took', async () => {
  const group = (bucket: number, state: string, step: number | null, n: number) => ({
    _id: { bucket, state, step },
    n,
  });
  played().answer(
    'aggregate ledger_traces',
    documents(group(2, 'indexed', 80, 3), group(0, 'rejected', null, 1), group(2, 'indexed', 90, 1)),
  );
  expect(await series.read(span)).toEqual([
    {
      at: now,
      states: { in_flight: 0, indexed: 0, duplicate: 0, rejected: 1, dead_lettered: 0 },
      latency: [],
    },
    {
      at: after(120_000),
      states: { in_flight: 0, indexed: 4, duplicate: 0, rejected: 0, dead_lettered: 0 },
      latency: [
        { step: 80, count: 3 },
        { step: 90, count: 1 },
      ],
    },
  ]);
});

it('counts by the time of discovery', async () => {
  expect(await series.read(span)).toEqual([]);
  expect(played().only('aggregate ledger_traces').pipeline).toMatchObject([
    { $match: { discoveredAt: { $gte: now, $lt: after(180_000) } } },
    { $group: { _id: { bucket: { $floor: { $divide: [{ $subtract: ['$discoveredAt', now] }, 60_000] } } } } },
  ]);
});

it('has steps that grow by a tenth', () => {
  expect(stepMs(0)).toBe(1);
  expect(stepMs(11) / stepMs(10)).toBeCloseTo(1.1);
});
