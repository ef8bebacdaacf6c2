import { Type, type Static } from 'typebox';
import { Instant, Nullable, VersionOf } from '../records/fields.schema.js';
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
    article: Type.Object(ParsedArticle.properties, { description: 'What the page says' }),
    parserVersion: VersionOf('the parser'),
    parsedAt: Instant,
    replay: Type.Optional(
      Type.Object(Replay.properties, {
        description: 'Present if an operator had a stored page parsed again',
      }),
    ),
  },
  { title: 'ArticleParsed' },
);
export type ArticleParsed = Static<typeof ArticleParsed>;
