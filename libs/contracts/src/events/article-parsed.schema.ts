import { Type, type Static } from 'typebox';
import { Instant } from '../records/fields.schema.js';
import { ParsedArticle } from '../records/parsed-article.schema.js';
import { ArticleOrigin } from './article-fetched.schema.js';

/** A page was read as an article. Written by the parser. */
export const ArticleParsed = Type.Object(
  {
    ...ArticleOrigin.properties,
    article: ParsedArticle,
    parserVersion: Type.String(),
    parsedAt: Instant,
  },
  { $id: 'news.article.parsed.v1', title: 'ArticleParsed' },
);
export type ArticleParsed = Static<typeof ArticleParsed>;
