import { BadSpan, planBuckets } from './plan-buckets.js';

const now = new Date('2026-03-03T10:07:30Z');
const spanOf = (query: Parameters<typeof planBuckets>[0]) => {
  const { from, to, bucketMs } = planBuckets(query, now);
  return [from.toISOString(), to.toISOString(), bucketMs / 1000];
};

it.each([
  ['the last day', {}, ['2026-03-02T10:00:00.000Z', '2026-03-03T10:07:30.000Z', 900]],
  ['an hour', { from: '2026-03-03T09:07:30Z' }, ['2026-03-03T09:07:00.000Z', '2026-03-03T10:07:30.000Z', 60]],
  [
    'a week',
    { from: '2026-02-24T10:07:30Z' },
    ['2026-02-24T06:00:00.000Z', '2026-03-03T10:07:30.000Z', 21_600],
  ],
  [
    'years',
    { from: '2023-03-03T10:07:30Z' },
    ['2023-03-03T00:00:00.000Z', '2026-03-03T10:07:30.000Z', 86_400],
  ],
  [
    'a given bucket',
    { from: '2026-03-03T09:00:00Z', to: '2026-03-03T10:00:00Z', bucket: 300 as const },
    ['2026-03-03T09:00:00.000Z', '2026-03-03T10:00:00.000Z', 300],
  ],
])('reads %s', (_name, query, expected) => {
  expect(spanOf(query)).toEqual(expected);
});

it.each([
  ['an empty span', { from: '2026-03-03T10:07:30Z' }],
  ['a span that ends before it starts', { from: '2026-03-03T10:00:00Z', to: '2026-03-03T09:00:00Z' }],
  ['more buckets than an answer may have', { from: '2026-01-01T00:00:00Z', bucket: 60 as const }],
])('refuses %s', (_name, query) => {
  expect(() => planBuckets(query, now)).toThrow(BadSpan);
});
