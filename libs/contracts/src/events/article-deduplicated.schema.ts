import { Type, type Static } from 'typebox';
import { Dedupe } from '../records/article.schema.js';
import { Nullable, Sha256 } from '../records/fields.schema.js';
import { ArticleParsed } from './article-parsed.schema.js';

/**
 * An article for the indexer: new, a revision, or a near-duplicate of another one. The deduplicator writes
 * it.
 */
export const ArticleDeduplicated = Type.Object(
  {
    ...ArticleParsed.properties,
    decision: Type.Union([Type.Literal('new'), Type.Literal('revision'), Type.Literal('near_duplicate')]),
    dedupe: Dedupe,
    clusterId: Nullable(Type.String()),
    contentHash: Sha256,
    previousHash: Type.Optional(Nullable(Sha256)),
    deduplicatorVersion: Type.String(),
    urlRules: Type.String(),
    similarityRules: Type.String(),
  },
  { $id: 'news.article.deduplicated.v1', title: 'ArticleDeduplicated' },
);
export type ArticleDeduplicated = Static<typeof ArticleDeduplicated>;
