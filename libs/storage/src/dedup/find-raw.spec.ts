import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, notPrimary } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { hex } from '../../test/samples.js';
import { isTransientStorageError } from '../storage.errors.js';
import { sketchRowOf } from './dedup-rows.js';
import { findRaw } from './find-raw.js';

const { models, played } = playDatabase();
const sketch = {
  articleId: hex('ferry'),
  keys: [7, -3],
  body: new Uint8Array([1, 2, 3]),
  publishedAt: now,
  at: now,
};
const row = sketchRowOf({ ...sketch, expiresAt: now });
const find = () => findRaw(models.sketches, { k: { $in: [7] } }, 5);

it('reads the rows of one answer, as a majority has them', async () => {
  played().answer('find dedup_sketches', documents(row));
  const [found] = await find();
  expect(found).toMatchObject({ articleId: hex('ferry'), keys: [7, -3], publishedAt: now });
  expect([...(found?.body ?? [])]).toEqual([1, 2, 3]);
  expect(played().only('find dedup_sketches')).toMatchObject({
    filter: { k: { $in: [7] } },
    limit: 5,
    batchSize: 5,
    singleBatch: true,
    readConcern: { level: 'majority' },
  });
});

it('finds nothing in an empty answer', async () => {
  expect(await find()).toEqual([]);
});

it('asks again through the driver when members elect a primary', async () => {
  played().answer('find dedup_sketches', notPrimary(), documents(row));
  expect(await find()).toHaveLength(1);
});

it('fails as the second question does', async () => {
  played().answer('find dedup_sketches', failed(13, 'Unauthorized'), failed(13, 'Unauthorized'));
  const end = await find().catch((error: unknown) => error);
  expect(end).toMatchObject({ code: 13 });
  expect(isTransientStorageError(end)).toBe(true);
});
