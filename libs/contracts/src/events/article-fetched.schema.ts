import { Type, type Static } from 'typebox';
import { FetchFacts } from '../records/article.schema.js';
import {
  ArticleId,
  Authority,
  FeedId,
  Instant,
  Nullable,
  OneOf,
  Sha256Of,
  Url,
  VersionOf,
} from '../records/fields.schema.js';
import { EntryHints } from './article-discovered.schema.js';

/** A page as served, undecoded: gzip (RFC 1952), then base64. */
export const PageBody = Type.Object({
  encoding: Type.Literal('gzip+base64', { description: 'How data holds the bytes' }),
  data: Type.String({ description: 'The bytes as served, compressed and written as base64' }),
  bytes: Type.Integer({ minimum: 0, description: 'Length before compression' }),
  sha256: Sha256Of('the page as served'),
});
export type PageBody = Static<typeof PageBody>;

/** Facts that travel with an article from the page on. */
export const ArticleOrigin = Type.Object({
  articleId: ArticleId,
  url: Url,
  urlNormalized: Url,
  origin: OneOf({ feed: 'a feed showed it', import: 'an operator imported its page' }),
  feedId: Nullable(FeedId, { description: 'Feed that showed it; null for an import' }),
  entry: Nullable(EntryHints, { description: 'What the feed says of it; null for an import' }),
  discoveredAt: Instant,
  fetch: FetchFacts,
  authority: Type.Optional(Authority),
  takenOver: Type.Optional(
    Type.Boolean({
      description:
        'the feed has the address from a weaker one that named it first: the record becomes its own',
    }),
  ),
  fetcherVersion: Type.Optional(VersionOf('the fetcher')),
  returned: Type.Optional(
    Type.Boolean({
      description: 'the article was retracted since its page was gone, and the page is there again',
    }),
  ),
});
export type ArticleOrigin = Static<typeof ArticleOrigin>;

/** A page is available: the fetcher fetched it, or an operator imported it. */
export const ArticleFetched = Type.Object(
  {
    ...ArticleOrigin.properties,
    page: Type.Object(PageBody.properties, { description: 'The page as served' }),
  },
  { title: 'ArticleFetched' },
);
export type ArticleFetched = Static<typeof ArticleFetched>;
