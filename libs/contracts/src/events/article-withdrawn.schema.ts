import { Type, type Static } from 'typebox';
import { ArticleId, Instant } from '../records/fields.schema.js';

/**
 * An operator's order: `retract` publishes a retraction; `erase` removes the text everywhere and leaves a
 * tombstone.
 */
export const ArticleWithdrawn = Type.Object(
  {
    articleId: ArticleId,
    action: Type.Union([Type.Literal('retract'), Type.Literal('erase')]),
    reason: Type.String({ minLength: 1, maxLength: 1000 }),
    requestedBy: Type.String({ minLength: 1, maxLength: 200 }),
    requestedAt: Instant,
  },
  { $id: 'news.article.withdrawn.v1', title: 'ArticleWithdrawn' },
);
export type ArticleWithdrawn = Static<typeof ArticleWithdrawn>;
