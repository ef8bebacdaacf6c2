import { hash } from 'node:crypto';
import { normaliseUrl } from '@dateline/article';
import { ArticleMemory, DaySpread, fingerprintArticle, subjectOf, type Decision } from '@dateline/similarity';
import { textOf, timeOf, type Line } from './read-lines.ts';

const WINDOW_MS = 72 * 3_600_000;

/** What became of one arrival. */
export interface DecidedEvent {
  eventId: string;
  decision: Decision['kind'];
  /** Latest event of the article that it repeats; empty where it repeats none. */
  repeats: string;
}

/** Decides on arrivals in their order as the deduplicator does: its own fingerprints, tiers and memory. */
export function* decideEvents(events: Iterable<Line>): Generator<DecidedEvent> {
  const memory = new ArticleMemory({ windowMs: WINDOW_MS, hot: new DaySpread() });
  /** Latest event of each article. */
  const latest = new Map<string, string>();
  let publishedAt = new Date(0);
  for (const event of events) {
    const eventId = textOf(event['eventId']) ?? '';
    publishedAt = timeOf(event['fetchedAt'], publishedAt);
    const arrival = fingerprintOf(event, eventId, publishedAt);
    const verdict = memory.decide(arrival);
    memory.remember(arrival, verdict);
    const { decision } = verdict;
    const repeats = 'of' in decision ? (latest.get(decision.of) ?? '') : '';
    yield { eventId, decision: decision.kind, repeats };
    if (decision.kind !== 'duplicate') latest.set(subjectOf(arrival, decision), eventId);
  }
}

function fingerprintOf(event: Line, eventId: string, publishedAt: Date) {
  const [feedId, entryId] = [textOf(event['feedId']), textOf(event['guid'])];
  const address = textOf(event['url']) || textOf(event['canonicalUrl']);
  return fingerprintArticle({
    articleId: hash(
      'sha256',
      (address && normaliseUrl(address)) || JSON.stringify([address, feedId, entryId ?? eventId]),
    ),
    urls: address ? [address] : [],
    canonicalUrl: textOf(event['canonicalUrl']),
    feedId,
    entryId,
    headline: textOf(event['title']),
    body: textOf(event['text']),
    publishedAt,
  });
}
