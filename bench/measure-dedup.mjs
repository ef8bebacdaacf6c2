// Usage: node measure-dedup.mjs <docs.jsonl.gz>   Prints {docId: clusterId}, documents in file order, as the deduplicator decides
// on their texts alone: its own memory with a window of 72 h and its counter of hot values.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ArticleMemory, DaySpread, fingerprintArticle } from '@dateline/similarity';

const WINDOW_MS = 72 * 3_600_000;
const memory = new ArticleMemory({ windowMs: WINDOW_MS, hot: new DaySpread() });
const clusters = {};
const start = process.cpuUsage();
for (const { id, ts, outlet, title, text } of readLines(process.argv[2])) {
  const publishedAt = new Date(typeof ts === 'number' && ts < 1e12 ? ts * 1000 : ts);
  const arrival = fingerprintArticle({
    articleId: id,
    // Addresses of the corpus are made up: only the outlet counts, as the source of a headline.
    urls: [`https://${outlet}.example/${id}`],
    canonicalUrl: null,
    feedId: null,
    entryId: null,
    headline: title,
    body: text,
    publishedAt,
  });
  const verdict = memory.decide(arrival);
  memory.remember(arrival, verdict);
  memory.forgetTextsBefore(new Date(publishedAt.getTime() - WINDOW_MS));
  const { decision, clusterId } = verdict;
  clusters[id] = clusterId ?? ('of' in decision ? (clusters[decision.of] ?? decision.of) : id);
}
const { user, system } = process.cpuUsage(start);
const count = Object.keys(clusters).length;
console.error(`${count} documents, ${Math.round(count / ((user + system) / 1e6))} a second of CPU`);
console.log(JSON.stringify(clusters));

function readLines(file) {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}
