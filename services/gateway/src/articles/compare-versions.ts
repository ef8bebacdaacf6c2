import type { ArticleRecord } from '@dateline/contracts';
import { isDeepStrictEqual } from 'node:util';
import { changedWords, type Piece } from './changed-words.js';

/** Fields of the history and the bookkeeping, which differ in any two versions. */
const OF_THE_VERSION = new Set<string>(['version', 'updatedAt', 'indexedAt', 'revisions', 'contentHash']);

export interface VersionDiff {
  articleId: string;
  older: { version: number; at: string };
  newer: { version: number; at: string };
  fields: { field: string; before: unknown; after: unknown; words: Piece[] | null }[];
}

/** What differs between two versions of an article; of two texts also word by word. */
export function compareVersions(older: ArticleRecord, newer: ArticleRecord): VersionDiff {
  const names = new Set([...Object.keys(older), ...Object.keys(newer)]);
  const differing = [...names].filter(
    (name) => !OF_THE_VERSION.has(name) && !isDeepStrictEqual(valueOf(older, name), valueOf(newer, name)),
  );
  return {
    articleId: newer.articleId,
    older: { version: older.version, at: older.updatedAt },
    newer: { version: newer.version, at: newer.updatedAt },
    fields: differing.map((field) => {
      const [before, after] = [valueOf(older, field), valueOf(newer, field)];
      const areTexts = typeof before === 'string' && typeof after === 'string';
      return { field, before, after, words: areTexts ? changedWords(before, after) : null };
    }),
  };
}

const valueOf = (record: ArticleRecord, name: string): unknown =>
  (Reflect.get(record, name) as unknown) ?? null;
