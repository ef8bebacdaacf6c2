import { Instant, Nullable, OneOf } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

export const IntakeSchema = Type.Object(
  {
    paused: Type.Boolean({ description: 'The fetchers take on no new work; what is under way goes on' }),
    reasons: Type.Array(
      Type.Object({
        kind: OneOf({
          lag: 'a stage has more than INTAKE_MAX_LAG offsets to read',
          disk: 'the disk of MongoDB has less than INTAKE_MIN_FREE_DISK_PERCENT free',
        }),
        detail: Type.String(),
      }),
    ),
    since: Nullable(Instant, { description: 'Since when it is as it is; null before a fetcher has said' }),
    checkedAt: Nullable(Instant),
  },
  {
    title: 'Whether new work is taken on',
    examples: [
      {
        paused: true,
        reasons: [{ kind: 'lag', detail: 'dateline.indexer.index has 61250 offsets to read' }],
        since: '2026-03-03T09:05:07.000Z',
        checkedAt: '2026-03-03T09:10:02.000Z',
      },
    ],
  },
);
export type IntakeAnswer = Static<typeof IntakeSchema>;
