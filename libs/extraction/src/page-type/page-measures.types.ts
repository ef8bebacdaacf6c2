import type { ExtractedArticle } from '../extracted-article.js';

/** The measures of a page by name; a missing one is 0. The models read nothing else. */
export type Measures = Record<string, number>;

/** The fields of an article that help to decide whether its page is one. */
export type ReadFields = Pick<
  ExtractedArticle,
  | 'headline'
  | 'description'
  | 'articleBody'
  | 'author'
  | 'byline'
  | 'datePublished'
  | 'datePublishedPrecision'
  | 'dateline'
  | 'image'
  | 'keywords'
  | 'articleSection'
  | 'correction'
>;
