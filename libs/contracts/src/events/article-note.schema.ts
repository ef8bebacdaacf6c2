import { Type, type Static } from 'typebox';
import { Sighting } from '../records/article.schema.js';
import { ArticleId, Instant, Nullable } from '../records/fields.schema.js';

/**
 * A new fact about an article whose content is unchanged: it was seen elsewhere, or belongs to another
 * cluster.
 */
export const ArticleNote = Type.Object(
  {
    articleId: ArticleId,
    sighting: Nullable(Sighting),
    cluster: Nullable(Type.Object({ clusterId: Nullable(Type.String()) })),
    notedAt: Instant,
  },
  { $id: 'news.article.note.v1', title: 'ArticleNote' },
);
export type ArticleNote = Static<typeof ArticleNote>;
