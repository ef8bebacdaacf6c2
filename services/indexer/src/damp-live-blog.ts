import type { ArticleRecord } from '@dateline/contracts';
import type { AppliedEvent } from '@dateline/storage';

/** How revisions of live blogs are damped. */
export interface LiveBlogDamping {
  /** Shortest time between two revisions of one, in milliseconds. */
  liveBlogMs: number;
}

/** Whether a new state of a live blog comes too soon after its last revision to be one of its own. */
export function isTooSoon(
  record: ArticleRecord,
  previous: ArticleRecord,
  { liveBlogMs }: LiveBlogDamping,
): boolean {
  if (record.pageType !== 'live_blog' || previous.pageType !== 'live_blog') return false;
  const last = previous.revisions.at(-1)?.at ?? previous.indexedAt;
  return Date.parse(record.updatedAt) - Date.parse(last) < liveBlogMs;
}

/** The new state under the version that stands: the record always has the last state, and the history one entry for many posts. */
export function keepVersion(record: ArticleRecord, previous: ArticleRecord): ArticleRecord {
  const last = previous.revisions.at(-1);
  const revisions = last
    ? [...previous.revisions.slice(0, -1), { ...last, contentHash: record.contentHash }]
    : previous.revisions;
  return { ...record, version: previous.version, revisions };
}

/** Whether an event made the version that it was applied to: later ones changed the record under it. */
export function madeVersion(applied: readonly AppliedEvent[], { eventId, version }: AppliedEvent): boolean {
  return applied.find((one) => one.version === version)?.eventId === eventId;
}
