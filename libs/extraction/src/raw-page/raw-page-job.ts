import type { FeedItemHint, LinkHint } from '../extracted-article.js';

/** A page as the raw store and the events keep it. */
export interface RawPage {
  /** RFC 1952. */
  gzip: Uint8Array;
  /** Hash of the bytes before compression, hex. */
  sha256: string;
}

/** What is known of a page beside its bytes: a structural part of the event that brought it. */
export interface PageOrigin {
  fetch: {
    finalUrl: string;
    fetchedAt: string;
    contentType: string | null;
    source?: 'page' | 'feed';
    links?: LinkHint;
  };
  entry: FeedItemHint | null;
}

/** Plain data, so that it can go to a worker thread. */
export interface RawPageJob extends RawPage {
  maxBytes: number;
  url: string | null;
  fetchedAt: string;
  contentType: string | null;
  feed: FeedItemHint | null;
  links: LinkHint | null;
  /** The bytes are the content of a feed's entry and not its page. */
  feedOnly: boolean;
}

/** An import without an address has a made-up one, which says nothing of its publisher. */
const NO_ADDRESS = 'https://import.invalid/';

/** The part of a page's origin that the parser gets, the same for a live page and a replay. */
export function rawPageJobOf({ fetch, entry }: PageOrigin, page: RawPage, maxBytes: number): RawPageJob {
  return {
    gzip: page.gzip,
    sha256: page.sha256,
    maxBytes,
    url: fetch.finalUrl.startsWith(NO_ADDRESS) ? null : fetch.finalUrl,
    fetchedAt: fetch.fetchedAt,
    contentType: fetch.contentType,
    feed: entry && {
      title: entry.title,
      summary: entry.summary,
      publishedAt: entry.publishedAt,
      authors: entry.authors,
      language: entry.language,
      categories: entry.categories ?? [],
      contentHtml: entry.contentHtml ?? null,
    },
    links: fetch.links ?? null,
    feedOnly: fetch.source === 'feed',
  };
}
