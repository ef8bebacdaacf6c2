// Usage: node measure-events.mjs <events.jsonl.gz>   Prints `eventId<TAB>decision<TAB>eventId it repeats` for each arrival, in file
// order, as the deduplicator decides: its own fingerprints, tiers and memory.
import { hash } from 'node:crypto';
import { normaliseUrl } from '@dateline/article';
import { ArticleMemory, DaySpread, fingerprintArticle, subjectOf } from '@dateline/similarity';
import { readLines, textOf, timeOf } from './read-lines.mjs';

const WINDOW_MS = 72 * 3_600_000;
const memory = new ArticleMemory({ windowMs: WINDOW_MS, hot: new DaySpread() });
/** Latest event of each article. */
const latest = new Map();
let publishedAt = new Date(0);
for (const event of readLines(process.argv[2])) {
  const eventId = textOf(event.eventId) ?? '';
  const [feedId, entryId] = [textOf(event.feedId), textOf(event.guid)];
  const address = textOf(event.url) || textOf(event.canonicalUrl);
  publishedAt = timeOf(event.fetchedAt, publishedAt);
  const arrival = fingerprintArticle({
    articleId: hash(
      'sha256',
      (address && normaliseUrl(address)) || JSON.stringify([address, feedId, entryId ?? eventId]),
    ),
    urls: address ? [address] : [],
    canonicalUrl: textOf(event.canonicalUrl),
    feedId,
    entryId,
    headline: textOf(event.title),
    body: textOf(event.text),
    publishedAt,
  });
  const verdict = memory.decide(arrival);
  memory.remember(arrival, verdict);
  const { decision } = verdict;
  console.log([eventId, decision.kind, 'of' in decision ? (latest.get(decision.of) ?? '') : ''].join('\t'));
  if (decision.kind !== 'duplicate') latest.set(subjectOf(arrival, decision), eventId);
}
