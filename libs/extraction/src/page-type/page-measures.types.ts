import type { ExtractedArticle } from '../extracted-article.js';

/** What a page measures, by the name of the measure; one that is not named is 0. The models read nothing else. */
export type Measures = Record<string, number>;

/** The fields of an article that tell whether its page is one. */
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
