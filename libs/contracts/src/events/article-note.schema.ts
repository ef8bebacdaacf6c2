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
    sighting: Nullable(Sighting, { description: 'Where it was seen; null if the note is of its cluster' }),
    cluster: Nullable(
      Type.Object({
        clusterId: Nullable(Type.String(), { description: 'Its cluster now; null if it is in none' }),
      }),
      { description: 'The cluster to which it moved; null if the note is of a sighting' },
    ),
    notedAt: Instant,
  },
  { title: 'ArticleNote' },
);
export type ArticleNote = Static<typeof ArticleNote>;
