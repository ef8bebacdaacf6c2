import { createHash } from 'node:crypto';
import type { TSchema } from 'typebox';
import { ARTICLE_SCHEMA_VERSION, ArticleRecord } from '../records/article.schema.js';
import { CLUSTER_SCHEMA_VERSION, ClusterRecord } from '../records/cluster.schema.js';
import { FEED_SCHEMA_VERSION, FeedRecord } from '../records/feed.schema.js';

/** A record's version with the sha256 of its schema, descriptions left out: what a consumer's validator sees. */
export interface RecordShape {
  version: string;
  shape: string;
}

const RECORDS: Record<string, { version: string; schema: TSchema }> = {
  'article-record': { version: ARTICLE_SCHEMA_VERSION, schema: ArticleRecord },
  'feed-record': { version: FEED_SCHEMA_VERSION, schema: FeedRecord },
  'cluster-record': { version: CLUSTER_SCHEMA_VERSION, schema: ClusterRecord },
};

/** The shapes of the public records as they are now, by record. */
export function recordShapes(): Record<string, RecordShape> {
  return Object.fromEntries(
    Object.entries(RECORDS).map(([name, { version, schema }]) => [name, { version, shape: shapeOf(schema) }]),
  );
}

/** sha256 of a schema without its descriptions and titles. */
export function shapeOf(schema: object): string {
  const plain = JSON.parse(JSON.stringify(schema)) as unknown;
  return createHash('sha256')
    .update(JSON.stringify(withoutWords(plain)))
    .digest('hex');
}

/** Records whose schema changed while their version stayed. */
export function unraisedRecords(
  before: Record<string, RecordShape>,
  after: Record<string, RecordShape>,
): string[] {
  return Object.entries(after).flatMap(([name, { version, shape }]) => {
    const known = before[name];
    return known?.version === version && known.shape !== shape ? [name] : [];
  });
}

/**
 * A schema without its descriptions and titles. Both are also names of fields: only those that hold a text are
 * words of the schema.
 */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !((key === 'description' || key === 'title') && typeof inner === 'string'),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]));
}
