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
});
export type IndexerSettings = Static<typeof indexerSettings>;
