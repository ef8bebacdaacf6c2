// One process of bench-parse.ts: parses every page of the folder as the parse stage does and prints its costs as JSON.
// Usage: node parse-corpus.ts <folder>; reading and decompression count, loading the parser does not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extractArticle, ExtractionError } from '@dateline/extraction';

/** What a process that parses a corpus prints, the peer's too. */
export interface CorpusCosts {
  pages: number;
  cpuSeconds: number;
  firstPass: number;
  peakRssMb: number;
  slowest: { id: string | null; seconds: number };
  failed: number;
}

const folder = process.argv[2] ?? '.';
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<
  string,
  { url?: string | null }
>;
const slowest: CorpusCosts['slowest'] = { id: null, seconds: 0 };
let failed = 0;
/** The parse stage runs for weeks: later passes tell its pace, the quickest what other processes took least from; the first what compiling costs. */
const firstPass = pass();
const cpuSeconds = Math.min(pass(), pass(), pass());
const peakRssMb = process.resourceUsage().maxRSS / 1024;
const pages = Object.keys(index).length;
const costs: CorpusCosts = { pages, cpuSeconds, firstPass, peakRssMb, slowest, failed };
console.log(JSON.stringify(costs));

/** Parses every page once; CPU seconds. */
function pass(): number {
  const before = process.cpuUsage();
  for (const [id, { url }] of Object.entries(index)) {
    const bytes = gunzipSync(readFileSync(join(folder, 'pages', `${id}.html.gz`)));
    const started = performance.now();
    try {
      extractArticle({ bytes, url: url ?? null, contentType: null });
    } catch (error) {
      if (!(error instanceof ExtractionError)) failed += 1;
    }
    const seconds = (performance.now() - started) / 1000;
    if (seconds > slowest.seconds) Object.assign(slowest, { id, seconds });
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
