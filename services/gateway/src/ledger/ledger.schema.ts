import { EntryAccount, Instant, Nullable, SKIP_REASONS } from '@dateline/contracts';
import { Type, type Static } from 'typebox';
import { CHECKS } from '../audit/balance.js';
import { After, Limit } from '../http/page.schema.js';

const TraceState = Type.Enum(['in_flight', 'indexed', 'duplicate', 'rejected', 'dead_lettered'], {
  type: 'string',
});
const text = Nullable(Type.String());
const count = Type.Integer({ minimum: 0 });

export const TraceQuerySchema = Type.Object(
  {
    state: Type.Optional(TraceState),
    feedId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200, examples: ['not_an_article'] })),
    limit: Limit,
    after: After,
  },
  { additionalProperties: false },
);
export type TraceQuery = Static<typeof TraceQuerySchema>;

export const TraceSchema = Type.Object(
  {
    articleId: Type.String(),
    url: text,
    feedId: text,
    day: Type.String({ description: 'Day of discovery, UTC', examples: ['2026-03-03'] }),
    state: TraceState,
    reason: text,
    duplicateOf: text,
    stage: Type.String({ description: 'The stage that decided the state' }),
    refreshing: Type.Boolean({ description: 'Indexed, and a later change is under way' }),
    discoveredAt: Instant,
    updatedAt: Instant,
    indexedAt: Nullable(Instant),
    steps: Type.Array(
      Type.Object({
        key: Type.String({ description: 'Stage and event: a repeated one counts once' }),
        stage: Type.String(),
        outcome: Type.String(),
        reason: text,
        detail: text,
        duplicateOf: text,
        eventId: text,
        attempts: Type.Integer(),
        service: Type.String(),
        version: Type.String(),
        at: Instant,
      }),
      { description: 'What each stage did, in order' },
    ),
    sightings: Type.Integer({ description: 'How often feeds showed the article' }),
  },
  { title: 'Trace: the way of one article' },
);

export const SkippedQuerySchema = Type.Object(
  {
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2000, description: 'Guid, address or title of the entry' }),
    ),
    feedId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    limit: Limit,
  },
  { additionalProperties: false },
);
export type SkippedQuery = Static<typeof SkippedQuerySchema>;

export const SkippedEntries = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        feedId: Type.String(),
        reason: Type.Enum([...SKIP_REASONS, 'same_article'], {
          type: 'string',
          description: 'same_article: another entry of its document led to articleId',
        }),
        guid: text,
        url: text,
        title: text,
        articleId: text,
        firstSeenAt: Instant,
        lastSeenAt: Instant,
      }),
    ),
  },
  { title: 'Entries that feeds offered and that led to no article of their own' },
);

export const TracePage = Type.Object(
  {
    items: Type.Array(TraceSchema),
    next: Nullable(Type.String({ description: 'Value of `after` for more' })),
  },
  { title: 'Page of traces' },
);

const totals = {
  discovered: count,
  indexed: count,
  duplicate: count,
  rejected: count,
  deadLettered: count,
  inFlight: count,
};

export const AuditSchema = Type.Object(
  {
    balanced: Type.Boolean({ description: 'No problem was found' }),
    checkedAt: Instant,
    entries: Type.Object(
      {
        total: EntryAccount,
        byDay: Type.Array(Type.Object({ day: Type.String(), account: EntryAccount })),
      },
      { description: 'What became of the entries that documents offered, in the days that are kept' },
    ),
    totals: Type.Object({ ...totals, refreshing: count, unattributedDeadLetters: count }),
    byFeedAndDay: Type.Array(
      Type.Object({
        feedId: Nullable(Type.String({ description: 'null: imported' })),
        day: Type.String(),
        ...totals,
      }),
    ),
    problems: Type.Array(
      Type.Object({
        check: Type.Enum([...CHECKS], { type: 'string' }),
        count,
        sample: Type.Array(Type.String(), { description: 'Article ids; for sums, the line' }),
      }),
    ),
    behind: Type.Array(
      Type.Object({
        group: Type.String(),
        topic: Type.String(),
        partitions: Type.Array(Type.Integer()),
        offsets: count,
      }),
      { description: 'Stages that had not read their topics in time: articles in flight may stand there' },
    ),
  },
  {
    title: 'Audit',
    description:
      'offered = discovered + known + sameArticle + skipped, and discovered = indexed + duplicate + rejected + dead-lettered + in flight',
    examples: [
      {
        balanced: true,
        checkedAt: '2026-03-03T09:05:07.000Z',
        entries: {
          total: { offered: 9, discovered: 3, known: 5, sameArticle: 0, skipped: { no_address: 1 } },
          byDay: [
            {
              day: '2026-03-03',
              account: { offered: 9, discovered: 3, known: 5, sameArticle: 0, skipped: { no_address: 1 } },
            },
          ],
        },
        totals: {
          discovered: 3,
          indexed: 1,
          duplicate: 1,
          rejected: 1,
          deadLettered: 0,
          inFlight: 0,
          refreshing: 0,
          unattributedDeadLetters: 0,
        },
        byFeedAndDay: [
          {
            feedId: '0b9dc0a4-54f0-4c83-9f5e-2a1f6f1a7c11',
            day: '2026-03-03',
            discovered: 3,
            indexed: 1,
            duplicate: 1,
            rejected: 1,
            deadLettered: 0,
            inFlight: 0,
          },
        ],
        problems: [],
        behind: [],
      },
    ],
  },
);
