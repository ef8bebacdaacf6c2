/** An invented article. Its times are told from the start of the outlet. */
export interface Article {
  id: string;
  slug: string;
  section: string;
  headline: string;
  standfirst: string;
  byline: string | null;
  place?: string;
  agency?: string;
  hoursAgo: number;
  caption: string;
  credit: string;
  paragraphs: string[];
  update?: ArticleUpdate;
  /** Id of the article of another outlet of which this is a copy. */
  sameAs?: string;
}

/** What an update changes: new first paragraphs, and edits of what stays below them. */
export interface ArticleUpdate {
  headline: string;
  standfirst: string;
  paragraphs: string[];
  edits: Edit[];
}

export type Edit = [from: string, to: string];

/** An article with its instants, as a page or a feed shows it. */
export interface DatedArticle extends Article {
  publishedAt: Date;
  modifiedAt: Date;
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json';
export type Refusal = 'broken' | 'missing' | 'empty' | 'pdf' | 'oversize';

/** An entry of a feed that is another address of an article, or an address that answers with something that is no article. */
export type OtherEntry = { path: string } & (
  | { sameAs: string; title?: undefined; answer?: undefined }
  | { sameAs?: undefined; title: string; answer: Refusal }
);

export interface Outlet {
  id: OutletId;
  name: string;
  language: string;
  domain: string;
  feed: { format: FeedFormat; path: string };
  /** Half of the outlets tell machines about an article in JSON-LD, the others by meta elements alone. */
  markup: 'json-ld' | 'meta';
  path(slug: string): string;
  articles: Article[];
  others: OtherEntry[];
}

export type OutletId = 'harbour' | 'meridian' | 'manara' | 'orbit';
