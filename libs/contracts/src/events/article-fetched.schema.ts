import { Type, type Static } from 'typebox';
import { FetchFacts } from '../records/article.schema.js';
import { ArticleId, Authority, Instant, Nullable, Sha256, Url } from '../records/fields.schema.js';
import { EntryHints } from './article-discovered.schema.js';

/** A page as served, undecoded: gzip (RFC 1952), then base64. */
export const PageBody = Type.Object({
  encoding: Type.Literal('gzip+base64'),
  data: Type.String(),
  bytes: Type.Integer({ minimum: 0, description: 'Length before compression' }),
  sha256: Sha256,
});
export type PageBody = Static<typeof PageBody>;

/** Facts that travel with an article from the page on. */
export const ArticleOrigin = Type.Object({
  articleId: ArticleId,
  url: Url,
  urlNormalized: Url,
  origin: Type.Union([Type.Literal('feed'), Type.Literal('import')]),
  feedId: Nullable(Type.String()),
  entry: Nullable(EntryHints),
  discoveredAt: Instant,
  fetch: FetchFacts,
  authority: Type.Optional(Authority),
  takenOver: Type.Optional(
    Type.Boolean({
      description:
        'the feed has the address from a weaker one that named it first: the record becomes its own',
    }),
  ),
  fetcherVersion: Type.Optional(Type.String()),
  returned: Type.Optional(
    Type.Boolean({
      description: 'the article was retracted since its page was gone, and the page is there again',
    }),
  ),
});
export type ArticleOrigin = Static<typeof ArticleOrigin>;

/** A page is available: the fetcher fetched it, or an operator imported it. */
export const ArticleFetched = Type.Object(
  { ...ArticleOrigin.properties, page: PageBody },
  { $id: 'news.article.fetched.v1', title: 'ArticleFetched' },
);
export type ArticleFetched = Static<typeof ArticleFetched>;
