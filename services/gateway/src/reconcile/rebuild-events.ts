import { normaliseUrl } from '@dateline/article';
import {
  events,
  makeEvent,
  type ArticleDiscovered,
  type EntryHints,
  type OutgoingEvent,
} from '@dateline/contracts';
import type { Database, Trace, TraceStep } from '@dateline/storage';
import { GATEWAY_SOURCE } from '../version.js';

/** An entry of which only the address is known any more. */
const NO_HINTS: EntryHints = {
  ...{ entryId: null, title: null, summary: null, contentHtml: null, publishedAt: null, updatedAt: null },
  ...{ authors: [], categories: [], language: null },
};

/** The step whose page leads on to what was lost at `since`: the last fetch or import before it. */
export function pageStepOf({ steps }: Trace, since: Date): TraceStep | null {
  const isPage = ({ stage, outcome, at }: TraceStep) =>
    (stage === 'fetch' || stage === 'import') && outcome === 'emitted' && at <= since;
  return steps.filter(isPage).at(-1) ?? null;
}

/**
 * The event of a fetched page, made again from the kept page under its old id, so that every stage repeats what it decided.
 * Null where the page is not kept any more.
 */
export async function rebuildFetched(
  articleId: string,
  eventId: string,
  rawPages: Pick<Database['rawPages'], 'latestOf' | 'get'>,
): Promise<OutgoingEvent | null> {
  const kept = await rawPages.latestOf(articleId);
  const raw = kept && (await rawPages.get(kept.sha256));
  if (!kept || !raw) return null;
  const { origin, sha256 } = kept;
  const page = {
    encoding: 'gzip+base64' as const,
    data: raw.gzip.toString('base64'),
    bytes: raw.bytes,
    sha256,
  };
  const attributes = {
    id: eventId,
    source: GATEWAY_SOURCE,
    time: origin.fetch.fetchedAt,
    subject: articleId,
  };
  return makeEvent(events.articleFetched, attributes, { ...origin, page });
}

/** The discovery of an entry that was seen, without what its feed said beside the address. Null where the entry or its feed is gone. */
export async function rebuildDiscovered(
  articleId: string,
  discoveryId: string,
  {
    entries,
    feeds,
  }: { entries: Pick<Database['entries'], 'ofDiscovery'>; feeds: Pick<Database['feeds'], 'get'> },
): Promise<OutgoingEvent | null> {
  const entry = await entries.ofDiscovery(articleId, discoveryId);
  const feed = entry && (await feeds.get(entry.feedId));
  if (!entry || !feed) return null;
  const time = entry.firstSeenAt.toISOString();
  const data: ArticleDiscovered = {
    articleId,
    url: entry.url,
    urlNormalized: normaliseUrl(entry.url) ?? entry.url,
    feedId: feed.feedId,
    feedUrl: feed.url,
    change: 'new',
    identityPolicy: entry.policy,
    fingerprint: entry.fingerprint,
    entry: NO_HINTS,
    discoveredAt: time,
  };
  return makeEvent(
    events.articleDiscovered,
    { id: discoveryId, source: GATEWAY_SOURCE, time, subject: articleId },
    data,
  );
}
