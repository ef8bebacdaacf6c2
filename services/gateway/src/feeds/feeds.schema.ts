import { Type, type Static } from 'typebox';
import { EntryAccount, Instant, Nullable } from '@dateline/contracts';
import {
  FeedArticlesSchema,
  HostSchema,
  LossesSchema,
  NextRequestSchema,
  ProblemOfFeedSchema,
  RollingSchema,
  VoicesSchema,
  VolumeSchema,
  WebSubSchema,
} from './feed-meters.schema.js';
import { FeedPolicyFields } from './feed-policy.schema.js';
import { feedFilterFields, HealthSchema } from '../feed-health/feed-health.schema.js';
import { After, Limit } from '../http/page.schema.js';
import { FeedState, Labels, OwnTitle } from './feed-rules.schema.js';

const optionalRules = Type.Partial(Type.Object(FeedPolicyFields)).properties;

/** Fields of a feed that an operator may change; absent fields stay as they are. */
export const ChangeFeedBody = Type.Object(
  {
    url: Type.Optional(
      Type.String({ minLength: 1, maxLength: 8192, description: 'Absolute http or https address' }),
    ),
    ...optionalRules,
    title: Type.Optional(
      Nullable(OwnTitle, { description: 'The operator’s own title; null for that of the document' }),
    ),
    labels: Type.Optional(Labels),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    title: 'Change of a feed',
    examples: [{ priority: 'high', intervalSeconds: 900 }],
  },
);
export type ChangeFeed = Static<typeof ChangeFeedBody>;

export const AddFeedBody = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 8192, description: 'Absolute http or https address' }),
    title: Type.Optional(OwnTitle),
    labels: Type.Optional(Labels),
    ...optionalRules,
  },
  {
    additionalProperties: false,
    title: 'Feed to add',
    examples: [{ url: 'https://tribune.example/feed.xml', title: 'The Tribune' }],
  },
);
export type AddFeed = Static<typeof AddFeedBody>;

export const PauseFeedBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500, description: 'Shown wherever the feed is' }) },
  { additionalProperties: false, examples: [{ reason: 'the publisher moves its site this week' }] },
);
export type PauseFeed = Static<typeof PauseFeedBody>;

export const FeedQuerySchema = Type.Object(
  {
    ...feedFilterFields,
    sort: Type.Optional(
      Type.Enum(['id', 'worst'], {
        type: 'string',
        description:
          'worst: by health, priority, usual volume and time. The default is worst where `health` is given, else id',
      }),
    ),
    limit: Limit,
    after: After,
  },
  { additionalProperties: false },
);
export type FeedQuery = Static<typeof FeedQuerySchema>;

const count = Type.Integer({ minimum: 0 });
const text = Nullable(Type.String());

/** A feed with the results of its polls. */
export const FeedSchema = Type.Object(
  {
    feedId: Type.String(),
    url: Type.String(),
    hostKey: Type.String({ description: 'Requests to one key are made one after another' }),
    title: Nullable(Type.String(), { description: 'The operator’s own title, else that of the document' }),
    ownTitle: text,
    documentTitle: text,
    labels: Labels,
    siteUrl: text,
    kind: Nullable(
      Type.String({ description: 'rss, atom, rdf, cdf, jsonfeed, sitemap, newsSitemap or sitemapIndex' }),
    ),
    state: FeedState,
    stateReason: text,
    stateSince: Nullable(Instant, {
      description: 'Null for a feed that came into its state before this was kept',
    }),
    health: HealthSchema,
    intervalSeconds: Type.Number({ description: 'Present polling interval' }),
    nextFetchAt: Instant,
    nextFetchReason: Type.String({ description: 'What the next time came from' }),
    http: Type.Object({
      etag: text,
      lastModified: text,
      bodyHash: text,
      fullAt: Nullable(Instant),
      liedAt: Nullable(Instant),
    }),
    failure: Type.Object({
      consecutive: count,
      points: Type.Number({ description: 'Weight of the failures in a row' }),
      lastClass: text,
      lastStatus: Nullable(Type.Integer()),
      lastMessage: text,
      lastAt: Nullable(Instant),
    }),
    rhythm: Nullable(
      Type.Object(
        {
          ttlSeconds: Nullable(count),
          updateSeconds: Nullable(count),
          skipHours: Type.Array(Type.Integer()),
          skipDays: Type.Array(Type.Integer()),
        },
        { description: 'What the publisher says of when to come; hours and days in GMT, 0 is Sunday' },
      ),
    ),
    policy: Type.Object(FeedPolicyFields, { description: 'What an operator has ruled' }),
    move: Nullable(
      Type.Object(
        { target: Type.String(), seen: count, since: Instant, wasRead: Type.Boolean() },
        { description: 'A permanent redirect that is watched before the address is changed' },
      ),
    ),
    identity: Nullable(
      Type.Object(
        {
          policy: Type.String({ description: 'guid, link, link+date, title+date or content' }),
          reason: Type.String(),
          invalidGuids: Type.Number({ minimum: 0, maximum: 1 }),
          unstableGuids: Type.Number({ minimum: 0, maximum: 1 }),
          checkedAt: Instant,
        },
        { description: 'What tells its entries apart, and how its guids did' },
      ),
    ),
    problem: ProblemOfFeedSchema,
    duplicateOf: Nullable(
      Type.String({ description: 'Feed that polls the address to which this one has moved' }),
    ),
    stats: Type.Object({
      fetches: count,
      notModified: count,
      entries: count,
      newEntries: count,
      changedEntries: count,
      lastDay: RollingSchema,
      last30Days: RollingSchema,
    }),
    losses: LossesSchema,
    volume: VolumeSchema,
    voices: VoicesSchema,
    websub: WebSubSchema,
    host: HostSchema,
    nextRequest: NextRequestSchema,
    articles: Type.Optional(FeedArticlesSchema),
    lastFetchAt: Nullable(Instant),
    lastSuccessAt: Nullable(Instant),
    lastNewEntryAt: Nullable(Instant),
    recentFetches: Type.Array(
      Type.Object({
        at: Instant,
        outcome: Type.String(),
        status: Nullable(Type.Integer()),
        ms: Type.Number(),
        bytes: count,
        entries: count,
        newEntries: count,
        reason: text,
        account: Type.Optional(EntryAccount),
      }),
      { description: 'The last thirty polls' },
    ),
    origin: Type.Object({
      type: Type.Enum(['api', 'opml', 'sample', 'sitemap', 'autodiscovery'], { type: 'string' }),
      ref: text,
    }),
    createdAt: Instant,
    updatedAt: Instant,
    revision: Type.Integer(),
  },
  { title: 'Feed' },
);

export const FeedPage = Type.Object(
  {
    items: Type.Array(FeedSchema),
    next: Nullable(Type.String({ description: 'Value of `after` for more' })),
  },
  { title: 'Page of feeds' },
);

export const ImportReport = Type.Object(
  {
    added: Type.Array(Type.Object({ feedId: Type.String(), url: Type.String() })),
    known: Type.Array(Type.Object({ feedId: Type.String(), url: Type.String() })),
    refused: Type.Array(Type.Object({ url: Type.String(), problem: Type.String() })),
  },
  {
    title: 'What became of an OPML file',
    examples: [
      {
        added: [{ feedId: '0b9dc0a4-54f0-4c83-9f5e-2a1f6f1a7c11', url: 'https://tribune.example/feed.xml' }],
        known: [],
        refused: [{ url: 'mailto:desk@tribune.example', problem: 'is not an http or https address' }],
      },
    ],
  },
);
export type ImportReport = Static<typeof ImportReport>;
