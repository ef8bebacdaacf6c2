import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { hex } from '../../test/samples.js';
import { sketchRowOf } from './dedup-rows.js';
import type { SeenSketch } from './dedup.types.js';
import { readSeen } from './read-seen.js';

const { models, played } = playDatabase();
const rowOf = (n: number) =>
  sketchRowOf({
    articleId: hex(`${n}`),
    keys: [n],
    body: new Uint8Array([n]),
    publishedAt: after(n),
    at: now,
    expiresAt: now,
  });
const span = { from: now, before: after(1_000), keptMs: 60_000 };

it('has one batch in memory at a time, in the order of expiry', async () => {
  played().answer('find dedup_sketches', documents(...[1, 2, 3, 4, 5].map(rowOf)));
  const batches: SeenSketch[][] = [];
  for await (const batch of readSeen(models.sketches, span, 2)) batches.push(batch);
  expect(batches.map((batch) => batch.map(({ body }) => body[0]))).toEqual([[1, 2], [3, 4], [5]]);
  expect(batches[0]?.[0]?.publishedAt).toEqual(after(1));
  expect(played().only('find dedup_sketches')).toMatchObject({
    filter: { e: { $gte: after(60_000), $lt: after(61_000) } },
    sort: { e: 1 },
    hint: { e: 1 },
    batchSize: 2,
    projection: { _id: 0, b: 1, p: 1 },
  });
});

it('reads all texts by when they were seen', async () => {
  for await (const batch of readSeen(models.sketches, { ...span, from: null }, 2)) expect(batch).toEqual([]);
  expect(played().only('find dedup_sketches').filter).toEqual({ a: { $lt: after(1_000) } });
});

it('closes the cursor when its reader stops', async () => {
  played().answer('find dedup_sketches', documents(...[1, 2, 3].map(rowOf)));
  for await (const batch of readSeen(models.sketches, span, 2)) if (batch.length > 0) break;
  expect(played().sent('killCursors dedup_sketches')).toHaveLength(1);
});
