import { ArticleRecord } from '@dateline/contracts';
import { Schema } from 'mongoose';

/** Record fields that are instants: BSON dates in the database, ISO 8601 strings in the record. */
export const ARTICLE_DATES = [
  'datePublished',
  'dateModified',
  'discoveredAt',
  'parsedAt',
  'indexedAt',
  'updatedAt',
] as const;

const dates: ReadonlySet<string> = new Set(ARTICLE_DATES);

/** Mongoose fields of an article, derived from its JSON Schema so that the two cannot drift apart. */
export const articleSchemaFields: Record<string, unknown> = Object.fromEntries(
  Object.entries(ArticleRecord.properties)
    .filter(([name]) => name !== 'articleId')
    .map(([name, schema]) => [name, fieldOf(name, schema)]),
);

function fieldOf(name: string, schema: object): unknown {
  if (dates.has(name)) return { type: Date, default: null };
  switch (Reflect.get(schema, 'type')) {
    case 'string':
      return String;
    case 'integer':
      return Number;
    case 'boolean':
      return Boolean;
    case 'array':
      return [Schema.Types.Mixed];
    default:
      return { type: Schema.Types.Mixed, default: null };
  }
}
