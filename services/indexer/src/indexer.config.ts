import { integer } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';

export const indexerSettings = Type.Object({
  ...commonSettings('indexer').properties,
  ARTICLE_REVISIONS_KEPT: integer(
    500,
    [1, 100_000],
    'Replaced versions of one article that are kept; older ones are removed',
  ),
  LIVE_BLOG_REVISION_MINUTES: integer(
    15,
    [0, 24 * 60],
    'Shortest time between two revisions of a live blog; what changes in between is in the record at once, and is published as annotated',
  ),
});
export type IndexerSettings = Static<typeof indexerSettings>;
