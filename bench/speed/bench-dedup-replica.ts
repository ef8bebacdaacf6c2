// One replica of the deduplicate stage in a process of its own, for bench-dedup-store: node bench-dedup-replica.ts <uri> <round> <docs>.
// Decides invented articles of the round in batches of 100, three partitions at once as the service does, beside the follower of boilerplate;
// prints one line of JSON.
import { hash } from 'node:crypto';
import type { ArticleDeduplicated, ArticleParsed } from '@dateline/contracts';
import { codeOf } from '@dateline/infrastructure';
import type { StageMessage, StageResult } from '@dateline/messaging';
import { DaySpread } from '@dateline/similarity';
import { Logger } from '@nestjs/common';
import { BoilerplateTracker } from '@dateline/deduplicator/boilerplate/boilerplate-tracker';
import { CrowdedKeys } from '@dateline/deduplicator/decide/crowded-keys';
import { DeduplicateArticles } from '@dateline/deduplicator/deduplicate-articles';
import { openDatabase } from './bench-database.ts';
import { inventArticles, type InventedArticle } from './invent-articles.ts';

/** What this process prints. */
export interface ReplicaCosts {
  counted: number;
  seconds: number;
  cpuMs: number;
  emitted: number;
  duplicate: number;
  rejected: number;
  near: number;
  again: number;
  peak: number;
  heap: number;
}

const BATCH = 100;
const PARTITIONS = 3;
const WARM_UP = 10;
const DAY_MS = 86_400_000;
const WINDOW_MS = 3 * DAY_MS;
const hex = (text: string) => hash('sha256', text);
const [uri = '', ...numbers] = process.argv.slice(2);
const [round = 0, docs = 0] = numbers.map(Number);
const now = new Date();

const database = await openDatabase(uri);
Logger.overrideLogger(['warn', 'error']);
const hot = new DaySpread();
const follower = new BoilerplateTracker({
  store: database.dedup,
  snapshots: database.boilerplate,
  hot,
  keptMs: WINDOW_MS + DAY_MS,
  now: () => new Date(),
});
await follower.restore();
follower.start();
const stage = new DeduplicateArticles({
  store: database.dedupAs(),
  hot,
  crowded: new CrowdedKeys(),
  windowMs: WINDOW_MS,
  republishedMs: WINDOW_MS,
  sketchMs: WINDOW_MS + DAY_MS,
  decisionMs: 30 * DAY_MS,
  dropsNear: () => false,
  removeRaw: () => Promise.resolve(),
});

// Invented before the clock starts.
let sent = 0;
const batches = [...batchesOf(round)].values();
const ends = { emitted: 0, duplicate: 0, rejected: 0 };
const near = { count: 0 };
let peak = 0;
let again = 0;
// Code is compiled and connections are opened before the clock starts.
await run(WARM_UP);
Object.assign(ends, { emitted: 0, duplicate: 0, rejected: 0 });
near.count = 0;
process.send?.('warm');
const started = performance.now();
const cpu = process.cpuUsage();
await run(Infinity);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const counted = ends.emitted + ends.duplicate + ends.rejected;
globalThis.gc?.();
const costs: ReplicaCosts = {
  counted,
  seconds,
  cpuMs: (user + system) / 1000 / counted,
  ...ends,
  near: near.count,
  again,
  peak,
  heap: process.memoryUsage().heapUsed,
};
console.log(JSON.stringify(costs));
await follower.stop();
await database.close();

async function run(most: number): Promise<void> {
  let left = most;
  const partition = async () => {
    while (left > 0) {
      left -= 1;
      const { value: batch } = batches.next();
      if (!batch) return;
      for (const { outcome, events = [] } of await decide(batch)) {
        ends[outcome] += 1;
        if (events.some(({ data }) => (data as Partial<ArticleDeduplicated>).decision === 'near_duplicate'))
          near.count += 1;
      }
      peak = Math.max(peak, process.memoryUsage().rss);
    }
  };
  await Promise.all(Array.from({ length: PARTITIONS }, partition));
}

/** As the stage runtime: what changed too often while it was decided comes again. */
async function decide(batch: StageMessage<ArticleParsed>[]): Promise<StageResult[]> {
  for (;;) {
    try {
      return await stage.run(batch, new Date());
    } catch (error) {
      if (codeOf(error) !== 'undecided') throw error;
      again += 1;
    }
  }
}

function* batchesOf(series: number): Generator<StageMessage<ArticleParsed>[]> {
  const all = docs + WARM_UP * BATCH;
  let batch: StageMessage<ArticleParsed>[] = [];
  // Articles of an earlier round are stored: each round has its own.
  for (const doc of inventArticles({ docs: all, perDay: all, seed: series })) {
    batch.push(messageOf(doc, (sent += 1)));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
}

/** No more of an article than the stage reads. */
function messageOf(doc: InventedArticle, i: number): StageMessage<ArticleParsed> {
  const [url] = doc.urls;
  const articleId = hex(url);
  const at = now.toISOString();
  return {
    position: { topic: 'news.article.parsed.v1', partition: 0, offset: String(i) },
    attempt: 1,
    traceparent: null,
    event: {
      id: hex(`${round} ${i}`).slice(0, 32),
      type: 'news.article.parsed.v1',
      source: '/bench',
      time: at,
      subject: articleId,
      data: {
        articleId,
        url,
        urlNormalized: url,
        origin: 'feed',
        feedId: doc.feedId,
        entry: { entryId: doc.entryId },
        discoveredAt: at,
        parsedAt: at,
        parserVersion: 'bench',
        fetch: {
          fetchedAt: at,
          status: 200,
          finalUrl: url,
          contentType: 'text/html',
          bytes: 1,
          rawRef: null,
        },
        article: {
          headline: doc.headline,
          articleBody: doc.body,
          canonicalUrl: null,
          datePublished: at,
          datePublishedPrecision: 'second',
          publisher: null,
          author: [],
          dateline: null,
        },
      } as unknown as ArticleParsed,
    },
  };
}
