// Usage: node measure-dedup.mjs <docs.jsonl.gz> [--no-hot]   Prints {docId: clusterId}, documents in file order, index in memory, 72 h window.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DaySpread, findNearDuplicate, sketchOf } from '@dateline/similarity';

const WINDOW_MS = 72 * 3_600_000;
const [file, ...flags] = process.argv.slice(2);
const docs = gunzipSync(readFileSync(file))
  .toString('utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

const index = new Map();
const clusters = {};
const spread = new DaySpread();
const start = performance.now();
for (const { id, ts, title, text } of docs) {
  const publishedAt = new Date(typeof ts === 'number' && ts < 1e12 ? ts * 1000 : ts);
  const sketch = sketchOf(text, { title });
  spread.observe(sketch.values, publishedAt);
  const isHot = flags.includes('--no-hot') ? undefined : (value) => spread.isHot(value, publishedAt);
  const candidates = new Map();
  for (const key of sketch.keys) {
    if (isHot?.(parseInt(key, 16) | 0)) continue;
    for (const posting of index.get(key) ?? []) {
      if (publishedAt - posting.publishedAt <= WINDOW_MS) candidates.set(posting.id, posting);
    }
  }
  const hit = findNearDuplicate(sketch, [...candidates.values()], isHot);
  clusters[id] = hit ? clusters[hit.id] : id;
  const posting = { id, sketch, publishedAt };
  for (const key of sketch.keys)
    index.set(key, [
      ...(index.get(key) ?? []).filter((p) => publishedAt - p.publishedAt <= WINDOW_MS),
      posting,
    ]);
}
console.error(
  `${docs.length} documents, ${Math.round((docs.length / (performance.now() - start)) * 1000)} a second`,
);
console.log(JSON.stringify(clusters));
