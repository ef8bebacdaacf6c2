import type { BackfillDocument, BackfillEnd, FeedBackfill } from '@dateline/storage';
import { NOTHING_DISCOVERED, type DiscoveryResult } from '../discovery/entry-discovery.js';

/** The effect of one document on a search. */
export interface BackfillStep {
  /** The search after this document. */
  search: FeedBackfill;
  /** Null while the search goes on. */
  end: BackfillEnd | null;
  discovered: DiscoveryResult;
  bytes: number;
  /** Text for the list of recent fetches. */
  log: { outcome: string; status: number | null; entries: number; reason: string };
  /** Wait before the next document. */
  waitMs: number;
  hostPauseSeconds: number;
}

type ShortLog = Pick<BackfillStep['log'], 'outcome' | 'reason'>;

/** Goes on to the next document. The search ends when none is left. */
export function goOn(search: FeedBackfill, log: ShortLog): BackfillStep {
  return stepTo(search, search.queue.length === 0 ? 'no_source' : null, log);
}

/** Retries the same document. */
export function again(
  search: FeedBackfill,
  document: BackfillDocument,
  waitMs: number,
  log: ShortLog,
): BackfillStep {
  return { ...stepTo({ ...search, queue: [document, ...search.queue] }, null, log), waitMs };
}

export function stepTo(search: FeedBackfill, end: BackfillEnd | null, log: ShortLog): BackfillStep {
  return {
    search,
    end,
    discovered: NOTHING_DISCOVERED,
    bytes: 0,
    log: { status: null, entries: 0, ...log },
    waitMs: 0,
    hostPauseSeconds: 0,
  };
}
