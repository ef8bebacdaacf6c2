import type { ArticleOrigin, EntryHints, FetchFacts, LinkHints } from '@dateline/contracts';

/** A page as the raw store and the events keep it. */
export interface RawPage {
  /** RFC 1952. */
  gzip: Uint8Array;
  /** Hash of the bytes before compression, hex. */
  sha256: string;
}

/** What is known of a page beside its bytes: a part of the event that brought it. */
export interface PageOrigin extends Pick<ArticleOrigin, 'entry'> {
  fetch: Pick<FetchFacts, 'finalUrl' | 'fetchedAt' | 'contentType' | 'source' | 'links'>;
}

/** Plain data, so that it can go to a worker thread. */
export interface RawPageJob extends RawPage {
  maxBytes: number;
  url: string | null;
  fetchedAt: string;
  contentType: string | null;
  feed: EntryHints | null;
  links: LinkHints | null;
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
    feed: entry,
    links: fetch.links ?? null,
    feedOnly: fetch.source === 'feed',
  };
}
