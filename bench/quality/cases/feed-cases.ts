import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { FeedError, parseSource, readFeedDate, sanitiseFeed } from '@dateline/feed';
import { judgeCase, verdictOf, type CaseResult } from './verdict.ts';

/** A document or a date, and the value that an expression over the parsed feed must have. */
export interface FeedCase {
  slug: string;
  /** Null: the case is about polling and stands as a spec in services/fetcher. */
  file: string | null;
  door: string;
  url?: string;
  headers?: Record<string, string>;
  /** JavaScript over `items`, `sitemaps`, `feed` and `kind`. */
  value: string;
  expected: unknown;
}

const EXPRESSION_MS = 1_000;

/** Judges the cases of a folder of feeds in the order of their index. */
export async function* judgeFeedCases(
  folder: string,
  cases: readonly FeedCase[],
): AsyncGenerator<CaseResult> {
  for (const feedCase of cases) {
    const { slug, file, expected } = feedCase;
    if (file === null) continue;
    yield await judgeCase(slug, expected, async () =>
      verdictOf(expected, await readValue(feedCase, readFileSync(join(folder, file)))),
    );
  }
}

/** What is read; a document that is refused reads as `ERR` and the code of its error. */
async function readValue({ door, url = '', headers = {}, value }: FeedCase, bytes: Buffer): Promise<unknown> {
  if (door.startsWith('readFeedDate')) return readFeedDate(bytes.toString('utf8'))?.toISOString();
  if (!door.startsWith('sanitiseFeed')) throw new Error(`unknown kind of case: ${door}`);
  try {
    const parsed = sanitiseFeed(await parseSource(bytes, { url, headers }));
    return runInNewContext(value, { ...parsed }, { timeout: EXPRESSION_MS });
  } catch (error) {
    if (error instanceof FeedError) return `ERR ${error.code}`;
    throw error;
  }
}
