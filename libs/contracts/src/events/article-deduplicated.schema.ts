import { Type, type Static } from 'typebox';
import { Dedupe } from '../records/article.schema.js';
import { Nullable, OneOf, Sha256, Sha256Of, VersionOf } from '../records/fields.schema.js';
import { ArticleParsed } from './article-parsed.schema.js';

/**
 * An article for the indexer: new, a revision, or a near-duplicate of another one. The deduplicator writes
 * it.
 */
export const ArticleDeduplicated = Type.Object(
  {
    ...ArticleParsed.properties,
    decision: OneOf({
      new: 'an article that is not known yet',
      revision: 'a further version of a known one',
      near_duplicate: 'an article of its own that resembles another',
    }),
    dedupe: Dedupe,
    clusterId: Nullable(Type.String(), { description: 'Cluster of near-duplicates that it belongs to' }),
    contentHash: Sha256Of('headline and text, normalised'),
    previousHash: Type.Optional(
      Nullable(Sha256, { description: 'Content hash of the version before; null for the first' }),
    ),
    deduplicatorVersion: VersionOf('the deduplicator'),
    urlRules: VersionOf('the rules that normalise addresses'),
    similarityRules: VersionOf('the rules that compare texts'),
  },
  { title: 'ArticleDeduplicated' },
);
export type ArticleDeduplicated = Static<typeof ArticleDeduplicated>;
