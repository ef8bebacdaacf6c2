import { Instant, Nullable } from '@dateline/contracts';
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
    description: 'discovered = indexed + duplicate + rejected + dead-lettered + in flight',
    examples: [
      {
        balanced: true,
        checkedAt: '2026-03-03T09:05:07.000Z',
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
