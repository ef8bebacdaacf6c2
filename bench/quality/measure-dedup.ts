// Usage: node measure-dedup.ts <docs.jsonl.gz>   Prints {docId: clusterId}, documents in file order, as the deduplicator decides
// on their texts alone: its own memory with its windows and its counter of hot values.
import { hash } from 'node:crypto';
import { ArticleMemory, DaySpread, fingerprintArticle } from '@dateline/similarity';
import { WINDOWS } from './article-windows.ts';
import { readLines, textOf, timeOf } from './read-lines.ts';

const memory = new ArticleMemory({ ...WINDOWS, hot: new DaySpread() });
const clusters = new Map<string, string>();
const start = process.cpuUsage();
let publishedAt = new Date(0);
for (const doc of readLines(process.argv[2])) {
  const id = textOf(doc['id']) ?? `document ${clusters.size + 1}`;
  // One without a time stands beside the one before it.
  publishedAt = timeOf(doc['ts'], publishedAt);
  const arrival = fingerprintArticle({
    articleId: id,
    // Addresses of the corpus are made up: only the outlet counts, as the source of a headline.
    urls: [`https://${labelOf(textOf(doc['outlet']))}.example/${labelOf(id)}`],
    canonicalUrl: null,
    feedId: null,
    entryId: null,
    headline: textOf(doc['title']),
    body: textOf(doc['text']),
    publishedAt,
  });
  const placed = memory.decide(arrival);
  memory.remember(arrival, placed);
  memory.forgetTextsBefore(new Date(publishedAt.getTime() - WINDOWS.republishedMs));
  const { decision, clusterId } = placed;
  clusters.set(id, clusterId ?? ('of' in decision ? (clusters.get(decision.of) ?? decision.of) : id));
}
const { user, system } = process.cpuUsage(start);
console.error(
  `${clusters.size} documents, ${Math.round(clusters.size / ((user + system) / 1e6))} a second of CPU`,
);
const pairs = [...clusters].map(([id, cluster]) => `${JSON.stringify(id)}:${JSON.stringify(cluster)}`);
console.log(`{${pairs.join(',')}}`);

/** Part of an address that is another for each name, whatever signs the name has. */
function labelOf(name: string | null): string {
  return hash('sha256', name ?? '').slice(0, 24);
}
