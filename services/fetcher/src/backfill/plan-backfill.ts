import { olderDocumentOf, type ParsedFeed } from '@dateline/feed';
import type { BackfillDocument, FeedBackfill } from '@dateline/storage';

/** Bounds of one search for lost entries; no documents means none is made. */
export interface BackfillLimits {
  documents: number;
  entries: number;
}

/** A probable loss: `from` is the last poll before it, `to` the one that found it. */
export interface Loss {
  from: Date;
  to: Date;
  /** Address that the feed's document came from. */
  documentUrl: string;
  parsed: Pick<ParsedFeed, 'feed'>;
  /** Addresses of the entries that the document shows. */
  entryUrls: readonly string[];
}

/**
 * The search for what was lost: first the feed's own older documents, which are exact, then the sitemaps of the site of its articles. A
 * search that is still under way is widened. Null where there is nowhere to look.
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

/** The document with the feed's entries before those of `documentUrl`, where there is another one. */
export function archiveBefore({
  parsed,
  documentUrl,
}: Pick<Loss, 'parsed' | 'documentUrl'>): BackfillDocument[] {
  const url = olderDocumentOf(parsed.feed, documentUrl);
  return url !== null && isWeb(url) && url !== documentUrl ? [{ url, kind: 'archive', tries: 0 }] : [];
}

/** Articles often stand elsewhere than their feed: the sitemaps that count are those of the articles' site. */
function siteOf({ entryUrls, parsed }: Loss): BackfillDocument[] {
  const site = [...entryUrls, parsed.feed.link ?? ''].find(isWeb);
  return site === undefined ? [] : [{ url: new URL('/robots.txt', site).href, kind: 'robots', tries: 0 }];
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);
