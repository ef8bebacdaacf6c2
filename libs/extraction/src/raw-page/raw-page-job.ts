import { AUTHORITY_TABLE, placeOfEntry, toldAuthority } from '@dateline/article';
import type { ArticleOrigin, EntryHints, FetchFacts, LinkHints, PageType } from '@dateline/contracts';

/** A page as the raw store and the events keep it. */
export interface RawPage {
  /** Compressed as in RFC 1952. */
  gzip: Uint8Array;
  /** SHA-256 of the bytes before compression, hex. */
  sha256: string;
}

/** What is known about a page beside its bytes: a part of the event that brought it. */
export interface PageOrigin
  extends
    Pick<ArticleOrigin, 'entry' | 'authority'>,
    Partial<Pick<ArticleOrigin, 'origin' | 'urlNormalized'>> {
  fetch: Pick<FetchFacts, 'finalUrl' | 'fetchedAt' | 'contentType' | 'source' | 'links'>;
}

/** Plain data, because it goes to a worker thread. */
export interface RawPageJob extends RawPage {
  maxBytes: number;
  url: string | null;
  fetchedAt: string;
  contentType: string | null;
  feed: EntryHints | null;
  links: LinkHints | null;
  /** Whether the bytes are the content of a feed entry and not the entry's page. */
  feedOnly: boolean;
  /** The entry's place on a page that it shares with others: a fragment, or its guid; null if the page is all its own. */
  anchor: string | null;
  /** Whether a feed of the page's own outlet, or an operator, names the page as an article. */
  isNamed: boolean;
  /** Classes of page that become articles; null for all. */
  pageTypes: readonly PageType[] | null;
}

/**
 * Classes of page that are read as articles unless an operator decides otherwise. Films, recordings and
 * galleries are among them, because an outlet that publishes one publishes news. Without any text they are
 * rejected all the same.
 */
export const ARTICLE_PAGE_TYPES: readonly PageType[] = [
  'article',
  'live_blog',
  'paywall_teaser',
  'video',
  'audio',
  'gallery',
];

/** What an operator decided about reading pages. */
export interface PageRules {
  /** Bytes after decompression. */
  maxBytes: number;
  pageTypes: readonly PageType[] | null;
}

/** An import without an address gets this one, which says nothing about the publisher. */
const NO_ADDRESS = 'https://import.invalid/';

/**
 * Selects what the parser is told about a page's origin, live and in a replay. What a feed of another outlet
 * says about a page is no evidence and is left out.
 */
export function rawPageJobOf(
  told: PageOrigin,
  page: RawPage,
  { maxBytes, pageTypes }: PageRules,
): RawPageJob {
  const { fetch } = told;
  const entry = AUTHORITY_TABLE[toldAuthority(told)].hints ? told.entry : null;
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
    anchor: anchorOf(told.urlNormalized),
    isNamed: told.origin === 'import' || (entry !== null && toldAuthority(told) === 'own_feed'),
    pageTypes,
  };
}

/** The name that the entry's place may have on its page. A guid that is an address names it by its fragment. */
function anchorOf(urlNormalized: string | undefined): string | null {
  const place = urlNormalized === undefined ? null : placeOfEntry(urlNormalized);
  return place === null ? null : place.slice(place.lastIndexOf('#') + 1) || null;
}

/**
 * Whether the only text for a page is the content of another outlet's feed, which may not stand for the page.
 */
export function isStrangersText(told: PageOrigin): boolean {
  return told.fetch.source === 'feed' && !AUTHORITY_TABLE[toldAuthority(told)].standsAsText;
}
