import { Instant, Nullable, OneOf } from '@dateline/contracts';
import { Type } from 'typebox';
import { OVERDUE_CAUSES } from './reconciliation.types.js';

const Cause = OneOf(OVERDUE_CAUSES);

export const ReconciliationSchema = Type.Object(
  {
    checkedAt: Nullable(Instant, { description: 'When the last run began; null before the first' }),
    counts: Type.Array(
      Type.Object({
        stage: Type.String({ description: 'Stage that was to take the articles' }),
        cause: Cause,
        count: Type.Integer({ minimum: 1 }),
      }),
    ),
    articles: Type.Array(
      Type.Object({
        articleId: Type.String(),
        url: Nullable(Type.String()),
        stage: Nullable(Type.String({ description: 'Stage that was to take it' })),
        since: Instant,
        cause: Cause,
        detail: Type.String({ description: 'Where it waits and why, or how it was put back' }),
      }),
      { description: 'A hundred at most' },
    ),
  },
  {
    title: 'Articles that have been on their way for too long',
    examples: [
      {
        checkedAt: '2026-03-03T09:05:07.000Z',
        counts: [{ stage: 'parse', cause: 'lost', count: 1 }],
        articles: [
          {
            articleId: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
            url: 'https://tribune.example/news/harbour',
            stage: 'parse',
            since: '2026-03-03T07:00:00.000Z',
            cause: 'lost',
            detail: 'its event is in no topic; the kept page was sent again',
          },
        ],
      },
    ],
  },
);
