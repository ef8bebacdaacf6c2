/** Bytes of a page with what is known about them before they are read. */
export interface PageInput {
  bytes: Uint8Array;
  /** Address the bytes came from; null for an imported file. */
  url: string | null;
  /** Value of the HTTP header `Content-Type`. */
  contentType: string | null;
  /** What the feed said about the article: a witness, and the last resort for what the page leaves out. */
  feed?: FeedItemHint | null;
  /** ISO 8601 time of the fetch: a publication date more than a day after it is refused. */
  fetchedAt?: string | null;
  /** What the HTTP header `Link` names. */
  links?: LinkHint | null;
}

/** Absolute addresses. */
export interface LinkHint {
  canonicalUrl: string | null;
  ampUrl: string | null;
}

export interface FeedItemHint {
  title: string | null;
  summary: string | null;
  publishedAt: string | null;
  authors: string[];
  categories?: string[];
  language: string | null;
  /** The entry's own content, HTML: the article where the page shows less of it. */
  contentHtml?: string | null;
}

export interface ArticleAuthor {
  name: string;
  type: 'Person' | 'Organization';
  url: string | null;
}

export interface ArticleDateline {
  /** As printed, without the dash after it. */
  text: string;
  place: string | null;
  agency: string | null;
  /** Day as printed, "March 3": datelines seldom name a year. */
  date: string | null;
}

export interface ArticleImage {
  url: string | null;
  caption: string | null;
  creditText: string | null;
  creditAgency: string | null;
  creditPhotographer: string | null;
  width: number | null;
  height: number | null;
  /** The publisher's id of the picture. */
  mediaId: string | null;
}

export type CorrectionKind = 'correction' | 'clarification' | 'update' | 'editors-note';

/** A note on the article's own text. */
export interface ArticleCorrection {
  kind: CorrectionKind;
  /** As printed, label included. */
  text: string;
  /** ISO 8601, UTC; null when the note does not say when. */
  date: string | null;
}

/**
 * `short`: a few lines; `cut_short`: it goes on elsewhere; `paywalled`: what stands before a barrier; `truncated`: longer than
 * the parser reads; `from_feed`: the text of the feed's entry, because the page shows less; `low_confidence`: below 0.5.
 */
export type BodyFlag = 'short' | 'cut_short' | 'paywalled' | 'truncated' | 'from_feed' | 'low_confidence';

export interface ArticlePublisher {
  /** The usual name. */
  name: string;
  /** What the page calls itself. */
  asPrinted: string | null;
  domain: string | null;
}

export type DatePrecision = 'second' | 'minute' | 'day' | 'unknown';
export type DateFlag = 'absent' | 'before_1990' | 'from_url' | 'from_text' | 'from_feed' | 'future_refused';

export interface FieldProvenance {
  /** Where the chosen value stood: `json-ld`, `meta:og:title`, `h1`, `url`, `feed`, `text` and the like. */
  source: string;
  /** What other places said instead. */
  rivals: { source: string; value: string }[];
}

/** One article as its page states it; names follow schema.org. What the page does not say is null or an empty list. */
export interface ExtractedArticle {
  /** `NewsArticle`, or the narrower schema.org class that the page claims. */
  type: string;
  headline: string | null;
  alternativeHeadline: string[];
  description: string | null;
  /** Plain text, one paragraph a line, without the dateline. */
  articleBody: string;
  /** Sanitised: paragraphs, headings, lists, quotes and links only. */
  articleBodyHtml: string | null;
  /** How sure it is that the text is the article, whole and nothing else: 0 to 1. */
  bodyConfidence: number;
  bodyFlags: BodyFlag[];
  wordCount: number;
  /** By the rules of the script (UAX 29). */
  sentenceCount: number;
  /** Unicode code points. */
  charCount: number;
  articleSection: string[];
  keywords: string[];
  author: ArticleAuthor[];
  byline: string | null;
  dateline: ArticleDateline | null;
  /** ISO 8601, UTC. A time without a zone is taken as UTC, a day as its midnight. */
  datePublished: string | null;
  dateModified: string | null;
  datePublishedPrecision: DatePrecision;
  datePublishedZoneStated: boolean;
  /** The stated offset, `+03:00`: with it the day on the publisher's own calendar can be told. */
  datePublishedZone: string | null;
  dateFlags: DateFlag[];
  /** BCP 47 language, with the script where a language has several. */
  inLanguage: string | null;
  /** What the text alone shows, and how surely (0 to 1); null when it shows none. */
  languageDetected: { code: string; confidence: number } | null;
  /** The first is the lead image. */
  image: ArticleImage[];
  publisher: ArticlePublisher | null;
  canonicalUrl: string | null;
  ampUrl: string | null;
  mediaId: string | null;
  isAccessibleForFree: boolean | null;
  copyrightNotice: string | null;
  copyrightHolder: string | null;
  license: string | null;
  /** Corrections, clarifications, updates and notes of the editors, in page order. */
  correction: ArticleCorrection[];
  charset: string;
  provenance: Record<string, FieldProvenance>;
  extractor: { name: 'dateline'; version: string; input: 'html' | 'text' | 'feed' };
}
