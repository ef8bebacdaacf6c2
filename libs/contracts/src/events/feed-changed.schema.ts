import { Type, type Static } from 'typebox';
import { FEED_STATES } from '../records/feed.schema.js';
import { FeedId, Instant, Nullable, Url } from '../records/fields.schema.js';

/** The possible changes of a feed. */
export const FEED_CHANGES = [
  'added',
  'paused',
  'resumed',
  'failing',
  'flooding',
  'recovered',
  'gone',
  'moved',
  'duplicate',
  'described',
  'removed',
] as const;

/** A feed has changed its state or its address. The fetcher writes it, whoever made the change. */
export const FeedChanged = Type.Object(
  {
    feedId: FeedId,
    feedUrl: Url,
    change: Type.Enum(FEED_CHANGES, {
      description:
        'failing: many failures in a row, polled seldom; flooding: it offers more than its budget, polled ever more slowly; recovered: a failing or flooding feed was read as usual again; gone: its server answers 410; moved: another address; duplicate: another feed polls its address; described: another title, site or labels',
    }),
    state: Nullable(
      Type.Enum(Object.keys(FEED_STATES) as (keyof typeof FEED_STATES)[], {
        description: 'State after the change; null when the feed is removed',
      }),
    ),
    reason: Nullable(Type.String(), { description: 'Why, for people; null if the change says it all' }),
    previousUrl: Nullable(Url),
    duplicateOf: Nullable(Type.String({ description: 'Feed that polls the address' })),
    occurredAt: Instant,
  },
  { title: 'FeedChanged' },
);
export type FeedChanged = Static<typeof FeedChanged>;
