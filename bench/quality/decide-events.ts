import { hash } from 'node:crypto';
import { NO_PARAMETER_RULES, normaliseUrl } from '@dateline/article';
import { identifyDocument, type FeedEntry } from '@dateline/feed';
import { ArticleMemory, DaySpread, fingerprintArticle, subjectOf, type Decision } from '@dateline/similarity';
import { WINDOWS } from './article-windows.ts';
import { textOf, timeOf, type Line } from './read-lines.ts';

/** What became of one arrival. */
export interface DecidedEvent {
  eventId: string;
  decision: Decision['kind'];
  /** Latest event of the article that it repeats; empty where it repeats none. */
  repeats: string;
}

/** Decides on arrivals in their order as the deduplicator does: its own fingerprints, tiers and memory. */
export function* decideEvents(events: Iterable<Line>): Generator<DecidedEvent> {
  const memory = new ArticleMemory({ ...WINDOWS, hot: new DaySpread() });
  /** Latest event of each article. */
  const latest = new Map<string, string>();
  const names = new EntryNames();
  let publishedAt = new Date(0);
  for (const event of events) {
    const eventId = textOf(event['eventId']) ?? '';
    publishedAt = timeOf(event['fetchedAt'], publishedAt);
    const arrival = fingerprintOf(event, names.nameOf(event), { eventId, publishedAt });
    const placed = memory.decide(arrival);
    memory.remember(arrival, placed);
    const { decision } = placed;
    const repeats = 'of' in decision ? (latest.get(decision.of) ?? '') : '';
    yield { eventId, decision: decision.kind, repeats };
    if (decision.kind !== 'duplicate') latest.set(subjectOf(arrival, decision), eventId);
  }
}

function fingerprintOf(event: Line, identity: string | null, around: { eventId: string; publishedAt: Date }) {
  const [feedId, entryId] = [textOf(event['feedId']), textOf(event['guid'])];
  const address = addressOf(event);
  return fingerprintArticle({
    articleId: hash('sha256', identity ?? JSON.stringify([address, feedId, entryId ?? around.eventId])),
    urls: address ? [address] : [],
    identity: identity ?? undefined,
    canonicalUrl: textOf(event['canonicalUrl']),
    feedId,
    entryId,
    headline: textOf(event['title']),
    body: textOf(event['text']),
    publishedAt: around.publishedAt,
  });
}

const addressOf = (event: Line) => textOf(event['url']) || textOf(event['canonicalUrl']);

/** Names events as the fetcher names entries: those that a feed showed at one page are its document, and what was named keeps its name. */
class EntryNames {
  private readonly shown = new Map<string, Map<string, { entry: FeedEntry; identity: string }>>();

  nameOf(event: Line): string | null {
    const address = addressOf(event);
    const page = address ? normaliseUrl(address) : null;
    const [feedId, guid] = [textOf(event['feedId']), textOf(event['guid'])];
    if (!address || page === null || !feedId || !guid) return page;
    const document = this.shown.get(`${feedId} ${page}`) ?? new Map<string, never>();
    const entry = entryOf(event, { id: guid, url: address });
    const before = document.get(`${guid} ${address}`);
    const items = [...document.values()].map((one) => one.entry).filter(({ id }) => id !== guid);
    const rules = {
      feedUrl: `https://${feedId}.invalid/`,
      from: 'guid',
      parameters: NO_PARAMETER_RULES,
    } as const;
    const { named } = identifyDocument([...items, entry], rules);
    const identity = before?.identity ?? named.find((one) => one.entry === entry)?.urlNormalized ?? page;
    document.set(`${guid} ${address}`, { entry, identity });
    this.shown.set(`${feedId} ${page}`, document);
    return identity;
  }
}

function entryOf(event: Line, named: Pick<FeedEntry, 'id' | 'url'>): FeedEntry {
  const lists = { authors: [], enclosures: [], media: [], categories: [] };
  const unsaid = { originalUrl: null, published: null, updated: null, contentHtml: null, image: null };
  const others = { language: null, commentsUrl: null, source: null };
  return {
    ...lists,
    ...unsaid,
    ...others,
    ...named,
    title: textOf(event['title']),
    summaryHtml: textOf(event['text']),
  };
}
