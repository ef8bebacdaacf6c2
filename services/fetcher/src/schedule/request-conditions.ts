import { readHttpDate } from '@dateline/http';
import type { FeedDoc } from '@dateline/storage';

const DAY_MS = 86_400_000;

export interface ConditionSettings {
  /** Every feed is read unconditionally at least this often; 0 means never. */
  fullEveryDays: number;
  /** The same for a feed whose server has called a changed document unchanged. */
  distrustedFullEveryHours: number;
}

/**
 * Request headers that let the server answer "not modified", byte for byte as it sent them. There are none
 * when the feed must be read unconditionally: a server may lie, a validator may be stuck, and a new address
 * must be read once before the feed adopts it. A date in the future is not sent (RFC 9110 section 13.1.3),
 * because nothing would ever be newer.
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

/** Whether the server's validators are distrusted: by an operator's rule, else since the server was caught. */
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
