import { Type, type Static } from 'typebox';
import {
  ArticleId,
  Authority,
  FeedId,
  Instant,
  InstantOf,
  Nullable,
  OneOf,
  Url,
  UrlOf,
} from '../records/fields.schema.js';
import { EntrySource, MediaFile } from '../records/article-parts.schema.js';

/**
 * The feed's own statements about an entry: hints for the parser, and the article's text if the page cannot
 * be fetched.
 */
export const EntryHints = Type.Object({
  entryId: Nullable(Type.String(), { description: 'guid or atom:id as stated' }),
  title: Nullable(Type.String(), { description: 'Plain text or HTML as stated' }),
  summary: Nullable(Type.String(), { description: 'Sanitised HTML' }),
  contentHtml: Nullable(Type.String(), {
    description: 'The content of the entry, sanitised HTML: the article where the page shows less of it',
  }),
  publishedAt: Nullable(InstantOf('When the entry says that it was published')),
  publishedPrecision: Type.Optional(
    Type.Enum(['second', 'minute', 'day', 'month'], {
      description: 'How exactly the entry states publishedAt; what it leaves out is the first of its kind',
    }),
  ),
  updatedAt: Nullable(InstantOf('When the entry says that it was changed')),
  authors: Type.Array(Type.String(), { description: 'Names, 20 at most' }),
  categories: Type.Array(Type.String(), { description: 'Terms or labels, 20 at most' }),
  language: Nullable(Type.String(), { description: 'As the entry or its feed states it' }),
  image: Type.Optional(
    Nullable(
      Type.Object({
        url: UrlOf('The picture'),
        creditText: Nullable(Type.String(), { description: 'As the feed states it (media:credit)' }),
      }),
      { description: 'The picture that the entry names for itself' },
    ),
  ),
  media: Type.Optional(Type.Array(MediaFile, { description: 'Audio and video of the entry, 10 at most' })),
  commentsUrl: Type.Optional(Nullable(UrlOf('The page of the comments'))),
  originalUrl: Type.Optional(
    Nullable(UrlOf('The address at the publisher, where the feed links to another')),
  ),
  source: Type.Optional(Nullable(EntrySource, { description: 'Where the entry says that it comes from' })),
});
export type EntryHints = Static<typeof EntryHints>;

/** An entry that is new in its feed or whose fingerprint changed. The fetcher writes it. */
export const ArticleDiscovered = Type.Object(
  {
    articleId: ArticleId,
    url: Url,
    urlNormalized: Url,
    feedId: FeedId,
    feedUrl: Url,
    change: OneOf({ new: 'seen for the first time in its feed', changed: 'its fingerprint is another' }),
    foundBy: Type.Optional(
      Type.Enum(['poll', 'push', 'backfill'], {
        description:
          'What showed the entry first; backfill: an archive or a sitemap, after entries were probably lost',
      }),
    ),
    contentFrom: Type.Optional(
      Type.Enum(['page', 'feed'], {
        description: 'feed: the content of the entry is the article, and its page is never asked for',
      }),
    ),
    addressFrom: Type.Optional(
      Type.Enum(['id', 'guid', 'self', 'via', 'content', 'url', 'enclosure'], {
        description:
          'What of the entry the address was taken from; absent where it is the link of the entry. enclosure: a media file, which is never asked for as a page',
      }),
    ),
    authority: Type.Optional(Authority),
    pointers: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Redirects from other outlets by which the address was found, where it was not in the feed itself',
      }),
    ),
    identityPolicy: Type.String({
      description: 'What identifies the entry: guid, link, link+date, title+date or content',
    }),
    fingerprint: Type.String({ description: 'Hash of what the entry states, hex' }),
    entry: Type.Object(EntryHints.properties, { description: 'What the feed says of it' }),
    discoveredAt: Instant,
  },
  { title: 'ArticleDiscovered' },
);
export type ArticleDiscovered = Static<typeof ArticleDiscovered>;
