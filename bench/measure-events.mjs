// Usage: node measure-events.mjs <events.jsonl.gz>   Prints `eventId<TAB>decision<TAB>eventId it repeats` for each arrival, in file
// order, as the deduplicator decides: its own fingerprints, tiers and memory.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { articleIdOf } from '@dateline/article';
import { ArticleMemory, DaySpread, fingerprintArticle, subjectOf } from '@dateline/similarity';

const WINDOW_MS = 72 * 3_600_000;
const memory = new ArticleMemory({ windowMs: WINDOW_MS, hot: new DaySpread() });
/** Latest event of each article. */
const latest = new Map();
for (const event of readLines(process.argv[2])) {
  const { eventId, feedId, guid, url, canonicalUrl, title, text, fetchedAt } = event;
  const arrival = fingerprintArticle({
    articleId: articleIdOf(url),
    urls: [url],
    canonicalUrl,
    feedId,
    entryId: guid,
    headline: title,
    body: text,
    publishedAt: new Date(fetchedAt * 1000),
  });
  const verdict = memory.decide(arrival);
  memory.remember(arrival, verdict);
  const { decision } = verdict;
  console.log([eventId, decision.kind, 'of' in decision ? (latest.get(decision.of) ?? '') : ''].join('\t'));
  if (decision.kind !== 'duplicate') latest.set(subjectOf(arrival, decision), eventId);
}

function readLines(file) {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}
