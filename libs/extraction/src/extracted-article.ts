import type { EntryHints, Image, LinkHints, ParsedArticle } from '@dateline/contracts';

/** The bytes of a page with what is known about them before they are read. */
export interface PageInput {
  bytes: Uint8Array;
  /** Address the bytes came from; null for an imported file. */
  url: string | null;
  /** Value of the HTTP header `Content-Type`. */
  contentType: string | null;
  /**
   * What the feed said about the article. It supports other evidence, and fills in what the page leaves out.
   */
  feed?: EntryHints | null;
  /** ISO 8601 time of the fetch: a publication date more than a day after it is refused. */
  fetchedAt?: string | null;
  /** What the HTTP header `Link` names. */
  links?: LinkHints | null;
  /**
   * Whether a feed of the page's own outlet, or an operator's import, names the page as an article. This is
   * evidence for its class.
   */
  isNamed?: boolean;
}

export type ArticleImage = Required<Image>;

/**
 * One article as its page states it. The contract makes some fields optional for older records; the extractor
 * sets every one. A field that the page does not state is null or an empty list.
 */
export interface ExtractedArticle extends Required<ParsedArticle> {
  articleBody: string;
  bodyConfidence: number;
  image: ArticleImage[];
}
