import { Instant, Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

/** Lengths that a bucket may have, in seconds: those that stand well on an axis of time. */
export const BUCKET_SECONDS = [60, 300, 900, 3600, 21_600, 86_400] as const;

export const CountsQuerySchema = Type.Object(
  {
    from: Type.Optional(
      Type.String({ format: 'date-time', description: 'Discovered at or after; usually a day before `to`' }),
    ),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Discovered before; usually now' })),
    bucket: Type.Optional(
      Type.Enum([...BUCKET_SECONDS], {
        type: 'integer',
        description: 'Seconds of a bucket; usually the shortest that gives 100 buckets at most',
      }),
    ),
  },
  { additionalProperties: false },
);
export type CountsQuery = Static<typeof CountsQuerySchema>;

const count = Type.Integer({ minimum: 0 });
const ms = (what: string) => Nullable(Type.Integer({ minimum: 0, description: `${what}, in milliseconds` }));

export const CountsSchema = Type.Object(
  {
    from: Instant,
    to: Instant,
    bucketSeconds: Type.Integer(),
    buckets: Type.Array(
      Type.Object({
        at: Instant,
        indexed: count,
        duplicate: count,
        rejected: count,
        deadLettered: count,
        inFlight: count,
        latencyMs: Type.Object(
          { p50: ms('Half took less'), p95: ms('95 of 100 took less'), p99: ms('99 of 100 took less') },
          { description: 'From discovery to the index; null where none was indexed. Exact to a twentieth' },
        ),
      }),
      { description: 'All buckets of the span in order, also those in which nothing was discovered' },
    ),
  },
  {
    title: 'Counts',
    description: 'What became of the articles that were discovered in a span of time, as of now',
    examples: [
      {
        from: '2026-03-03T09:00:00.000Z',
        to: '2026-03-03T10:00:00.000Z',
        bucketSeconds: 3600,
        buckets: [
          {
            at: '2026-03-03T09:00:00.000Z',
            indexed: 41,
            duplicate: 12,
            rejected: 3,
            deadLettered: 0,
            inFlight: 0,
            latencyMs: { p50: 1650, p95: 4210, p99: 5800 },
          },
        ],
      },
    ],
  },
);
export type CountsOfSpan = Static<typeof CountsSchema>;
export type Counts = Static<typeof CountsSchema>;
