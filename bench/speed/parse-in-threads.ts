// One process of bench-parse.ts: the parse stage's way through worker threads against the same work in the main thread.
// Usage: node parse-in-threads.ts <folder> <threads>; prints pages per second of wall time for both.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseRawPage, type PageReading, type RawPageJob } from '@dateline/extraction';
import { BoundedPool } from '@dateline/worker-pool';

/** Its bytes are in a buffer of their own, which a thread can be given. */
type PageJob = RawPageJob & { gzip: Uint8Array<ArrayBuffer> };

/** What this process prints. */
export interface ThreadSpeeds {
  threads: number;
  mainPagesPerSecond: number;
  poolPagesPerSecond: number;
}

const [folder, threads] = [process.argv[2] ?? '.', Number(process.argv[3])];
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<
  string,
  { url?: string | null }
>;
const events = Object.entries(index).map(([id, { url }]) => {
  const gzip = readFileSync(join(folder, 'pages', `${id}.html.gz`));
  const sha256 = createHash('sha256').update(gunzipSync(gzip)).digest('hex');
  return { data: gzip.toString('base64'), sha256, url: url ?? null };
});

const jobOf = ({ data, sha256, url }: (typeof events)[number]): PageJob => {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(data, 'base64'));
  const gzip = new Uint8Array(buffer.buffer, 0, buffer.write(data, 'base64'));
  const rest = {
    fetchedAt: '2026-01-01T00:00:00.000Z',
    contentType: null,
    feed: null,
    links: null,
    feedOnly: false,
    anchor: null,
    isNamed: false,
    pageTypes: null,
  };
  return { gzip, sha256, url, maxBytes: 64 * 1024 * 1024, ...rest };
};

async function pagesPerSecond(parse: (job: PageJob) => Promise<unknown>, atOnce: number): Promise<number> {
  const waiting = [...events].values();
  const started = performance.now();
  const lane = async () => {
    for (const event of waiting) await parse(jobOf(event));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return events.length / ((performance.now() - started) / 1000);
}

const limits = { threads, taskMs: 60_000, memoryMb: 512 };
const work = { module: import.meta.resolve('@dateline/extraction'), exportName: 'parseRawPage' };
const pool = new BoundedPool<RawPageJob, PageReading>(work, limits, console.error);
const inThread = async (job: PageJob) => pool.run(job, [job.gzip.buffer]);
const inMain = async (job: PageJob) => parseRawPage(job);
// Both are warmed once: a service runs for weeks.
await pagesPerSecond(inMain, 1);
await pagesPerSecond(inThread, threads * 4);
const main = await pagesPerSecond(inMain, 1);
const pooled = await pagesPerSecond(inThread, threads * 4);
await pool.close();
const speeds: ThreadSpeeds = { threads, mainPagesPerSecond: main, poolPagesPerSecond: pooled };
console.log(JSON.stringify(speeds));
