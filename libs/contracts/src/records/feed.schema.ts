import { Type, type Static } from 'typebox';
import { FeedId, InstantOf, ListOf, Nullable, OneOf, TextOf, UrlOf } from './fields.schema.js';

/** Semver of the feed record: a new optional field raises the minor number. */
export const FEED_SCHEMA_VERSION = '1.0.0';

/** Whether and how a feed is polled. */
export const FEED_STATES = {
  active: 'it is polled',
  failing: 'it failed many times in a row, and is polled seldom',
  flooding: 'it offers more than its budget, and is polled ever more slowly',
  paused: 'an operator paused it, or it duplicates another feed',
  gone: 'its server answers 410',
};

/** A feed as consumers need it: what the `feedId` of an article stands for. The value of the topic of feeds. */
export const FeedRecord = Type.Object(
  {
    feedId: FeedId,
    schemaVersion: Type.String({ description: 'Version of this schema (semver)' }),
    revision: Type.Integer({
      minimum: 0,
      description: 'Rises with what is stored of the feed: of two records the one with the greater is newer',
    }),
    url: UrlOf('Where it is polled'),
    siteUrl: TextOf('Page that the feed names as its own'),
    outlet: TextOf(
      'Publisher at siteUrl, else at url: a registrable domain, or an account on a shared host. The feed’s own word',
    ),
    title: TextOf('The operator’s own title, else that of the document'),
    labels: ListOf('The operator’s own, in their order'),
    kind: TextOf('Format of the document: rss, atom, json, sitemap and others; null until it was read'),
    state: OneOf(FEED_STATES),
    stateReason: Nullable(Type.String(), { description: 'Why it is in this state, for people' }),
    duplicateOf: Nullable(FeedId, { description: 'Feed that polls the same document; null for none' }),
    addedAt: InstantOf('When it was added'),
    updatedAt: InstantOf('When what is stored of it was last written'),
  },
  { title: 'Feed record' },
);
export type FeedRecord = Static<typeof FeedRecord>;
