import { Type, type Static } from 'typebox';
import { Sighting } from '../records/article.schema.js';
import { ArticleId, Instant, Nullable } from '../records/fields.schema.js';

/** Something new is known of an article whose content is the same: it was seen elsewhere, or stands in another cluster. */
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
