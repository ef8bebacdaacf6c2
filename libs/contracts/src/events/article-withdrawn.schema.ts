import { Type, type Static } from 'typebox';
import { ArticleId, Instant, OneOf, OrderedBy, OrderReason } from '../records/fields.schema.js';

/**
 * An operator's order: `retract` publishes a retraction; `erase` removes the text everywhere and leaves a
 * tombstone.
 */
export const ArticleWithdrawn = Type.Object(
  {
    articleId: ArticleId,
    action: OneOf({
      retract: 'the record stays and says that it is withdrawn',
      erase: 'the text is removed everywhere',
    }),
    reason: OrderReason,
    requestedBy: OrderedBy,
    requestedAt: Instant,
  },
  { title: 'ArticleWithdrawn' },
);
export type ArticleWithdrawn = Static<typeof ArticleWithdrawn>;
