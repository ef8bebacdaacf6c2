import { AUTHORITY_TABLE, toldAuthority } from '@dateline/article';
import type { ArticleOrigin, EntryHints, FetchFacts, LinkHints, PageType } from '@dateline/contracts';

/** A page as the raw store and the events keep it. */
export interface RawPage {
  /** RFC 1952. */
  gzip: Uint8Array;
  /** Hash of the bytes before compression, hex. */
  sha256: string;
}

/** What is known of a page beside its bytes: a part of the event that brought it. */
export interface PageOrigin
  extends Pick<ArticleOrigin, 'entry' | 'authority'>, Partial<Pick<ArticleOrigin, 'origin'>> {
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
  /** A feed of the page's own outlet, or an operator, names the page as an article. */
  isNamed: boolean;
  /** Classes of page that become articles; null for all. */
  pageTypes: readonly PageType[] | null;
}

/**
 * Classes of page that are read as articles unless an operator rules otherwise. Films, recordings and galleries are, for what an outlet
 * shows as one is news of its own; without any text they are refused all the same.
 */
export const ARTICLE_PAGE_TYPES: readonly PageType[] = [
  'article',
  'live_blog',
  'paywall_teaser',
  'video',
  'audio',
  'gallery',
];

/** What the reader of a page has ruled. */
export interface PageRules {
  /** Bytes after decompression. */
  maxBytes: number;
  pageTypes: readonly PageType[] | null;
}

/** An import without an address has a made-up one, which says nothing of its publisher. */
const NO_ADDRESS = 'https://import.invalid/';

/**
 * The one place that says what of a page's origin the parser is told, live and in a replay: what a feed of another outlet says of a page is
 * no witness of it.
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
    isNamed: told.origin === 'import' || (entry !== null && toldAuthority(told) === 'own_feed'),
    pageTypes,
  };
}

/** Whether all that there is of a page are words that may not stand for it: the content of another outlet's feed. */
export function isStrangersText(told: PageOrigin): boolean {
  return told.fetch.source === 'feed' && !AUTHORITY_TABLE[toldAuthority(told)].standsAsText;
}
