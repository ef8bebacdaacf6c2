// The deduplicator's fingerprints, index and comparison with a window of 72 h in memory and its counter of hot values.
import {
  DaySpread,
  fingerprintArticle,
  NearDuplicateIndex,
  packSketch,
  type NearDuplicateCandidate,
} from '@dateline/similarity';

import type { InventedArticle } from './invent-articles.ts';

const WINDOW_MS = 72 * 3_600_000;
const BATCH = 1000;
const MB = 2 ** 20;

interface Totals {
  count: number;
  near: number;
  cpu: number;
  sketchBytes: number;
  keys: number;
}

type Shown = NearDuplicateCandidate & { publishedAt: Date };

interface Window {
  index: NearDuplicateIndex<Shown>;
  hot: DaySpread;
}

type Fingerprint = ReturnType<typeof fingerprintArticle>;

/** CPU time of the deduplication alone: the invention of the articles is not counted. Prints ten lines of growth and a summary. */
export function benchInMemory(
  articles: Iterable<InventedArticle>,
  { docs, quiet = false }: { docs: number; quiet?: boolean },
): { docsPerSecond: number } {
  const index = new NearDuplicateIndex<Shown>();
  const hot = new DaySpread();
  const window = { index, hot };
  const totals: Totals = { count: 0, near: 0, cpu: 0, sketchBytes: 0, keys: 0 };
  const stepSize = Math.max(BATCH, Math.ceil(docs / 10 / BATCH) * BATCH);
  let stepCpu = 0;
  for (const batch of batchesOf(articles)) {
    const start = process.cpuUsage();
    const arrivals = batch.map((article) => decide(article, window, totals));
    const { user, system } = process.cpuUsage(start);
    totals.cpu += (user + system) / 1e6;
    stepCpu += (user + system) / 1e6;
    for (const { sketch } of arrivals)
      totals.sketchBytes += packSketch(sketch).length + 4 * sketch.keys.length;
    totals.keys += arrivals.reduce((sum, { sketch }) => sum + sketch.keys.length, 0);
    if (!quiet && totals.count % stepSize === 0) {
      globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      console.log(
        `${totals.count} documents: ${Math.round(stepSize / stepCpu)} a second of CPU, ${index.size} in the window, heap ${Math.round(heapUsed / MB)} MB, resident ${Math.round(rss / MB)} MB`,
      );
      stepCpu = 0;
    }
  }
  const docsPerSecond = totals.count / totals.cpu;
  if (!quiet)
    console.log(
      `in memory: ${Math.round(docsPerSecond)} documents a second of CPU; ${((100 * totals.near) / totals.count).toFixed(1)} % near-duplicates; ${(totals.keys / totals.count).toFixed(1)} keys, ${Math.round(totals.sketchBytes / totals.count)} bytes of sketch and keys an article`,
    );
  return { docsPerSecond };
}

function decide(article: InventedArticle, { index, hot }: Window, totals: Totals): Fingerprint {
  const arrival = fingerprintArticle(article);
  const { articleId: id, sketch, publishedAt } = arrival;
  const hit = index.nearestTo(sketch, hot.hotAt(publishedAt));
  hot.observe(sketch, publishedAt);
  index.add({ id, sketch, publishedAt });
  index.evictWhile((oldest) => publishedAt.getTime() - oldest.publishedAt.getTime() > WINDOW_MS);
  totals.count++;
  if (hit) totals.near++;
  return arrival;
}

function* batchesOf(articles: Iterable<InventedArticle>): Generator<InventedArticle[]> {
  let batch: InventedArticle[] = [];
  for (const article of articles) {
    batch.push(article);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
