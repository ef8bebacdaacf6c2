/** `parseFeed` gives the first five. */
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
  /** Bytes, as the feed says. */
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

/** Where a document stands among those of its feed (RFC 5005; JSON Feed's `next_url`). */
export interface FeedHistory {
  /** Every entry the feed ever had is here. */
  isComplete: boolean;
  /** An archive: it does not change, and is no subscription. */
  isArchive: boolean;
  /** The document with the entries before these: `prev-archive`, else `next`. */
  olderUrl: string | null;
  /** The subscription an archive belongs to. */
  currentUrl: string | null;
}

/** How often the publisher says to come. */
export interface PublisherRhythm {
  /** Syndication module: seconds between two updates. */
  updateSeconds: number | null;
  /** Hours of the day in GMT, 0 to 23, in which nobody need come. */
  skipHours: number[];
  /** Days of the week in GMT, 0 is Sunday. */
  skipDays: number[];
}

/** What the document says of the feed. Dates are ISO 8601 in UTC, URLs absolute, absent values null. */
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

/** What an address was taken from where an entry has no link, best first: the entry would be lost without it. */
export type AddressOfLastResort = 'id' | 'guid' | 'self' | 'via' | 'content' | 'url' | 'enclosure';

/** One item: titles are plain text, `…Html` are unsanitised HTML fragments with absolute URLs. */
export interface FeedEntry {
  /** guid, atom:id or rdf:about, verbatim. */
  id: string | null;
  url: string | null;
  /** Absent where `url` is the entry's link or what stands for one in its vocabulary. */
  urlFrom?: AddressOfLastResort | undefined;
  originalUrl: string | null;
  title: string | null;
  authors: FeedPerson[];
  published: string | null;
  updated: string | null;
  summaryHtml: string | null;
  contentHtml: string | null;
  enclosures: FeedEnclosure[];
  media: FeedMedia[];
  image: string | null;
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

/** A feed in one shape whatever its format; items in document order. */
export interface ParsedFeed {
  kind: FeedKind;
  feed: FeedInfo;
  items: FeedEntry[];
  /** Further sitemaps; only a sitemap index has any. */
  sitemaps: SitemapLink[];
  /** The document was cut off: only its complete items are here, and its validators must not be stored. */
  truncated: boolean;
  /** The document breaks the rules of XML, and was read as far as it goes. */
  illFormed: boolean;
  /** What had to be repaired, from a closed list of words. */
  warnings: string[];
  /** Entries that the reader came upon and that are not among `items` and `sitemaps`. */
  dropped: DroppedEntries;
}

/** `malformed`: no entry by its form. `no_address`: a record of a sitemap without one. `over_budget`: beyond what is read of a document. */
export type DroppedEntries = Partial<Record<'malformed' | 'no_address' | 'over_budget', number>>;

/** A document as it was read, beside what it holds. */
export interface ReadSource extends ParsedFeed {
  /** Entries that the bytes hold, counted apart from the reader (`countOffered`): `items`, `sitemaps` and `dropped` account for them. */
  offered: number;
}
