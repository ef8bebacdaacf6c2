import { BATCH, batchesOf } from './batches.js';

it.each([
  [[], []],
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3, 4, 5],
    [[1, 2], [3, 4], [5]],
  ],
])('cuts %j into parts of two', (items, parts) => {
  expect(batchesOf(items, 2)).toEqual(parts);
});

it('cuts into what fits one request where no size is given', () => {
  const parts = batchesOf(Array.from({ length: BATCH + 1 }, (_, n) => n));
  expect(parts.map(({ length }) => length)).toEqual([BATCH, 1]);
});
