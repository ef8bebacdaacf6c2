/** `parseFeed` returns the first five. */
export type FeedKind =
  'rss' | 'atom' | 'rdf' | 'cdf' | 'jsonfeed' | 'sitemap' | 'newsSitemap' | 'sitemapIndex';

export interface FeedPerson {
  name: string | null;
  email: string | null;
  /** Absolute. */
  url: string | null;
}

export interface FeedEnclosure {
  url: string;
  type: string | null;
  /** Size in bytes, as the feed states it. */
  length: number | null;
}

export interface FeedMedia {
  url: string;
  type: string | null;
  medium: string | null;
}

export interface FeedSource {
  title: string | null;
  url: string | null;
  feedUrl: string | null;
  id: string | null;
}

/** Position of a document among those of its feed (RFC 5005; JSON Feed's `next_url`). */
export interface FeedHistory {
  /** The document holds every entry that the feed ever had. */
  isComplete: boolean;
  /** An archive: it does not change, and nobody subscribes to it. */
  isArchive: boolean;
  /** The document with the preceding entries: `prev-archive`, else `next`. */
  olderUrl: string | null;
  /** The current feed that an archive belongs to. */
  currentUrl: string | null;
}

/** How often the publisher wants to be polled. */
export interface PublisherRhythm {
  /** Syndication module: seconds between two updates. */
  updateSeconds: number | null;
  /** Hours of the day in GMT, 0 to 23, in which the publisher wants no polls. */
  skipHours: number[];
  /** Days of the week in GMT, 0 is Sunday, in which the publisher wants no polls. */
  skipDays: number[];
}

/** The document's statements about the feed. Dates are ISO 8601 in UTC, URLs absolute, absent values null. */
export interface FeedInfo {
  id: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  selfUrl: string | null;
  /** WebSub hubs. */
  hubUrls: string[];
  image: string | null;
  /** BCP 47. */
  language: string | null;
  updated: string | null;
  published: string | null;
  /** Minutes. */
  ttl: number | null;
  rhythm?: PublisherRhythm | undefined;
  /** Program that wrote the document: its name or address. */
  generator?: string | null | undefined;
  authors: FeedPerson[];
  categories: string[];
  history: FeedHistory;
}

/** Source of an entry's address when it has no link, best first. Without an address the entry would be lost. */
export type AddressOfLastResort = 'id' | 'guid' | 'self' | 'via' | 'content' | 'url' | 'enclosure';

/** One item: titles are plain text, `…Html` are unsanitised HTML fragments with absolute URLs. */
export interface FeedEntry {
  /** guid, atom:id or rdf:about, verbatim. */
  id: string | null;
  url: string | null;
  /** Absent when `url` is the entry's link or its vocabulary's equivalent. */
  urlFrom?: AddressOfLastResort | undefined;
  originalUrl: string | null;
  title: string | null;
  authors: FeedPerson[];
  published: string | null;
  /** How exactly the document states it; what it leaves out is the first of its kind. */
  publishedPrecision?: 'second' | 'minute' | 'day' | 'month' | undefined;
  updated: string | null;
  summaryHtml: string | null;
  contentHtml: string | null;
  enclosures: FeedEnclosure[];
  media: FeedMedia[];
  image: string | null;
  /** Who made the picture (media:credit). */
  imageCredit?: string | null | undefined;
  categories: string[];
  language: string | null;
  commentsUrl: string | null;
  source: FeedSource | null;
}

/** A sitemap that an index names. */
export interface SitemapLink {
  url: string;
  lastModified: string | null;
}

/** A feed in one shape for all formats; items in document order. */
export interface ParsedFeed {
  kind: FeedKind;
  feed: FeedInfo;
  items: FeedEntry[];
  /** Further sitemaps; only a sitemap index has any. */
  sitemaps: SitemapLink[];
  /** The document was cut off. Only complete items are here, and its validators must not be stored. */
  truncated: boolean;
  /** The document is not well-formed XML and was read as far as possible. */
  illFormed: boolean;
  /** The repairs that were made, from a closed list of words. */
  warnings: string[];
  /** Entries that the reader saw but did not put into `items` or `sitemaps`. */
  dropped: DroppedEntries;
}

/**
 * `malformed`: not an entry by its form. `no_address`: a sitemap record without an address. `over_budget`:
 * beyond a limit of the reader.
 */
export type DroppedEntries = Partial<Record<'malformed' | 'no_address' | 'over_budget', number>>;

/** Facts about a document that was read, in addition to its contents. */
export interface ReadSource extends ParsedFeed {
  /**
   * Entries in the bytes, counted independently of the reader (`countOffered`). `items`, `sitemaps` and
   * `dropped` together account for them.
   */
  offered: number;
}
