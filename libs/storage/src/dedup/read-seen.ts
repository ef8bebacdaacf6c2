import type { Models } from '../models/models.js';
import type { SketchRow } from './dedup-rows.js';
import type { SeenSketch, SeenSpan } from './dedup.types.js';

/**
 * Reads texts that were seen in a span. It uses the index on expiry, which lies a fixed time after. One batch
 * is in memory at a time; a reader that stops early closes the cursor.
 */
export async function* readSeen(
  { collection }: Models['sketches'],
  { from, before, keptMs }: SeenSpan,
  limit: number,
): AsyncGenerator<SeenSketch[]> {
  const after = (time: Date) => new Date(time.getTime() + keptMs);
  // Rows written before the window changed expire after another interval, so a full read filters by the time
  // seen.
  const filter = from === null ? { a: { $lt: before } } : { e: { $gte: after(from), $lt: after(before) } };
  const order = { e: 1 } as const;
  const options = { projection: { _id: 0, b: 1, p: 1 }, sort: order, hint: order, batchSize: limit };
  const cursor = collection.find(filter as never, options);
  try {
    while (await cursor.hasNext()) {
      const rows = cursor.readBufferedDocuments() as unknown as Pick<SketchRow, 'b' | 'p'>[];
      yield rows.map(({ b, p }) => ({ body: b.buffer.subarray(0, b.position), publishedAt: p }));
    }
  } finally {
    await cursor.close();
  }
}
