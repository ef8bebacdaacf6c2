import { mongo } from 'mongoose';
import { sketchRowOf, toSketch, type SketchRow } from './dedup-rows.js';
import { RawSketch, rowsOfCursor } from './raw-sketch.js';

const at = new Date(1_700_000_000_000);
const sketchOf = (articleId: string, keys: number[]) => ({
  articleId,
  keys,
  body: Uint8Array.of(1, 2, 3, 0, 255),
  publishedAt: at,
  at: new Date(0),
  expiresAt: at,
});
const rows = [
  sketchRowOf(sketchOf('ab'.repeat(32), [1, -2, 2 ** 31 - 1, -(2 ** 31)])),
  sketchRowOf(sketchOf('plain', [])),
  sketchRowOf(
    sketchOf(
      'cd'.repeat(32),
      Array.from({ length: 65 }, (_, i) => i - 7),
    ),
  ),
];
const fieldsOf = ({ articleId, keys, body, publishedAt, at: seen }: RawSketch) => ({
  articleId,
  keys,
  body: Uint8Array.from(body),
  publishedAt,
  at: seen,
});
const expected = rows.map((row) => {
  const sketch = toSketch(row);
  return { ...sketch, body: Uint8Array.from(sketch.body) };
});

it('reads rows out of the bytes of an answer as the driver does', () => {
  const cursor = mongo.BSON.serialize({ firstBatch: rows, id: mongo.Long.ZERO, ns: 'x.dedup_sketches' });
  expect(rowsOfCursor(cursor)?.map(fieldsOf)).toEqual(expected);
});

it('reads a row whose fields stand in another order, among unknown ones', () => {
  const { _id, k, b, p, a, e } = rows[0] as SketchRow;
  const row = mongo.BSON.serialize({ kk: 1.5, e, a, p, b, k, _id });
  expect(fieldsOf(new RawSketch(row))).toEqual(expected[0]);
});

it('leaves an answer without documents to others', () => {
  expect(rowsOfCursor(mongo.BSON.serialize({ id: 1 }))).toBeNull();
  expect(rowsOfCursor(mongo.BSON.serialize({ firstBatch: [1] }))).toBeNull();
});
