import { readHttpDate } from '@dateline/http';
import type { FeedDoc } from '@dateline/storage';

const DAY_MS = 86_400_000;

export interface ConditionSettings {
  /** Whole documents of every feed at least this often; 0 is never. */
  fullEveryDays: number;
  /** The same for a feed whose server has called a changed document unchanged. */
  distrustedFullEveryHours: number;
}

/**
 * Request headers that let the server answer "not modified", byte for byte what it said before. None when the feed is to be read whole:
 * a server may lie, a stored validator may be stuck, and a new address must have been read once before it is taken for the feed's. A date
 * that is still to come is not sent back (RFC 9110 section 13.1.3): nothing would ever be newer.
 */
export function conditionsFor(
  feed: Pick<FeedDoc, 'http' | 'policy' | 'move'>,
  now: Date,
  settings: ConditionSettings,
): Record<string, string> {
  const { etag, lastModified } = feed.http;
  if (isFullDue(feed, now, settings)) return {};
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null || isToCome(lastModified, now) ? {} : { 'if-modified-since': lastModified }),
  };
}

const isToCome = (date: string, now: Date) => (readHttpDate(date) ?? 0) > now.getTime();

/** Whether the server's word on what changed is doubted: as the operator rules, else since it was caught. */
export function isDistrusted({ http, policy }: Pick<FeedDoc, 'http' | 'policy'>): boolean {
  return policy.validators === 'distrust' || (policy.validators === 'auto' && http.liedAt !== null);
}

function isFullDue(
  feed: Pick<FeedDoc, 'http' | 'policy' | 'move'>,
  now: Date,
  { fullEveryDays, distrustedFullEveryHours }: ConditionSettings,
): boolean {
  if (feed.move !== null && !feed.move.wasRead) return true;
  const sinceFull = now.getTime() - (feed.http.fullAt?.getTime() ?? 0);
  if (isDistrusted(feed) && sinceFull >= distrustedFullEveryHours * 3_600_000) return true;
  const heals = fullEveryDays > 0 && feed.policy.validators !== 'trust';
  return heals && sinceFull >= fullEveryDays * DAY_MS;
}
