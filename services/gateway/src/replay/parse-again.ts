import type { PageType, ParsedArticle } from '@dateline/contracts';
import { isStrangersText, rawPageJobOf, type PageReading, type RawPageJob } from '@dateline/extraction';
import { BoundedPool, TaskLost, TaskOutOfMemory, TaskTimedOut } from '@dateline/worker-pool';
import { availableParallelism } from 'node:os';
import { compareParse, type FieldChange } from './compare-parse.js';
import type { KeptPage, ReplayStores } from './find-pages.js';

export type ReplayPool = Pick<BoundedPool<RawPageJob, PageReading>, 'run' | 'close'>;

/** The current parser's result for a stored page. */
export type PageReplay = KeptPage &
  (
    | { kind: 'changed' | 'new' | 'unchanged'; article: ParsedArticle; changes: FieldChange[] }
    | { kind: 'refused' | 'no_page'; reason: string }
  );

/** Default limits of the parse stage. */
const LIMITS = { taskMs: 10_000, memoryMb: 512 };
const MAX_BYTES = 64 * 1024 * 1024;

/** A pool with the same function and limits as the parse stage's. */
export function openReplayPool(tell: (line: string) => void): ReplayPool {
  const work = { module: import.meta.resolve('@dateline/extraction'), exportName: 'parseRawPage' };
  const limits = { threads: availableParallelism(), ...LIMITS };
  return new BoundedPool<RawPageJob, PageReading>(work, limits, (error) => {
    tell(`a parsing thread ended: ${String(error)}`);
  });
}

/** Parses a stored page again and compares the result with the record. */
export async function parseAgain(
  page: KeptPage,
  rawPages: Pick<ReplayStores['rawPages'], 'get'>,
  { pool, pageTypes }: { pool: Pick<ReplayPool, 'run'>; pageTypes: readonly PageType[] },
): Promise<PageReplay> {
  if (isStrangersText(page.origin))
    return { ...page, kind: 'refused', reason: 'only a feed of another outlet speaks of it' };
  const raw = await rawPages.get(page.sha256);
  if (!raw) return { ...page, kind: 'no_page', reason: 'the page is not kept any more' };
  const job = rawPageJobOf(
    page.origin,
    { gzip: raw.gzip, sha256: page.sha256 },
    { maxBytes: MAX_BYTES, pageTypes },
  );
  try {
    const reading = await pool.run(job);
    if (reading.kind !== 'article') return { ...page, kind: 'refused', reason: reading.message };
    const changes = compareParse(page.record, reading.article);
    const kind = page.record === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
    return { ...page, kind, article: reading.article, changes };
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskOutOfMemory || error instanceof TaskLost)
      return { ...page, kind: 'refused', reason: error.message };
    throw error;
  }
}
