import { olderDocumentOf, type ParsedFeed } from '@dateline/feed';
import type { BackfillDocument, FeedBackfill } from '@dateline/storage';

/** Limits of one search for lost entries. Zero documents means no search. */
export interface BackfillLimits {
  documents: number;
  entries: number;
}

/** A probable loss: `from` is the last poll before it, `to` the poll that found it. */
export interface Loss {
  from: Date;
  to: Date;
  /** Address of the feed's document. */
  documentUrl: string;
  parsed: Pick<ParsedFeed, 'feed'>;
  /** Addresses of the entries in the document. */
  entryUrls: readonly string[];
}

/**
 * Plans the search for lost entries: first the feed's own older documents, which are exact, then the sitemaps
 * of the articles' site. Widens a search that is still running. Null when there is no place to look.
 */
export function planBackfill(
  loss: Loss,
  before: FeedBackfill | null,
  limits: BackfillLimits,
): Omit<FeedBackfill, 'resumeAt' | 'resumeReason'> | null {
  const queue = [...archiveBefore(loss), ...siteOf(loss)];
  if (limits.documents === 0 || limits.entries === 0 || queue.length === 0) return null;
  const from = before && before.from < loss.from ? before.from : loss.from;
  return {
    from,
    to: loss.to,
    queue,
    documentsLeft: limits.documents,
    entriesLeft: limits.entries,
    documents: before?.documents ?? 0,
    entries: before?.entries ?? 0,
    source: before?.source ?? '',
  };
}

/** The document with the entries before those of `documentUrl`, if there is one. */
export function archiveBefore({
  parsed,
  documentUrl,
}: Pick<Loss, 'parsed' | 'documentUrl'>): BackfillDocument[] {
  const url = olderDocumentOf(parsed.feed, documentUrl);
  return url !== null && isWeb(url) && url !== documentUrl ? [{ url, kind: 'archive', tries: 0 }] : [];
}

/** Articles are often on another site than their feed. The sitemaps of the articles' site count. */
function siteOf({ entryUrls, parsed }: Loss): BackfillDocument[] {
  const site = [...entryUrls, parsed.feed.link ?? ''].find(isWeb);
  return site === undefined ? [] : [{ url: new URL('/robots.txt', site).href, kind: 'robots', tries: 0 }];
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);
