import { Type, type Static } from 'typebox';
import { Instant, Nullable } from '../records/fields.schema.js';
import { ParsedArticle } from '../records/parsed-article.schema.js';
import { ArticleOrigin } from './article-fetched.schema.js';

/** Marks a parse that an operator requested: the current parser over a stored page. */
export const Replay = Type.Object({
  baseVersion: Nullable(
    Type.Integer({
      minimum: 1,
      description: 'version that the replay was compared with; null where there was none',
    }),
  ),
  requestedAt: Instant,
});
export type Replay = Static<typeof Replay>;

/** A page was read as an article. The parser writes it, and the gateway for a replay. */
export const ArticleParsed = Type.Object(
  {
    ...ArticleOrigin.properties,
    article: ParsedArticle,
    parserVersion: Type.String(),
    parsedAt: Instant,
    replay: Type.Optional(Replay),
  },
  { $id: 'news.article.parsed.v1', title: 'ArticleParsed' },
);
export type ArticleParsed = Static<typeof ArticleParsed>;
