import { isBareHost } from '@dateline/article';
import { RETRY_POLICIES, stepMs } from '@dateline/config';
import type { FeedPolicy } from '@dateline/storage';

/** Longest Retry-After that is believed. */
const CAP_SECONDS = 86_400;
/** Answers "unavailable" in a row after which they are taken for the whole host's. */
const UNAVAILABLE_IN_A_ROW = 3;

export interface Refusal {
  /** 429 or 503; others pause nothing. */
  status: number | null;
  retryAfterSeconds: number | null;
  /** Failures in a row so far, this one included. */
  consecutive: number;
}

/**
 * Seconds for which nothing is asked of a whole host. "Too many requests" (429) is said to the client, so all that is fetched from the
 * site waits; 503 is said of one resource. A machine named by its IP or a single label carries feeds that have nothing else in
 * common: there each feed waits for itself. An operator may rule otherwise.
 */
export function hostPauseSeconds(
  hostKey: string,
  { status, retryAfterSeconds, consecutive }: Refusal,
  scope: FeedPolicy['retryAfterScope'] = 'auto',
): number {
  if (status !== 429 && status !== 503) return 0;
  const byRule = status === 429 && !isBareHost(hostKey) ? 'host' : 'feed';
  if ((scope === 'auto' ? byRule : scope) === 'feed') return 0;
  return Math.min(CAP_SECONDS, retryAfterSeconds ?? (status === 429 ? unaskedSeconds(consecutive) : 0));
}

/**
 * Seconds for which nothing is asked of a whole host whose last `inARow` answers were 503, of whatever feeds and pages: from the third one
 * on it is the host that is unavailable, and each further page would only spend a try.
 */
export function unavailablePauseSeconds(
  hostKey: string,
  inARow: number,
  retryAfterSeconds: number | null,
): number {
  if (inARow < UNAVAILABLE_IN_A_ROW || isBareHost(hostKey)) return 0;
  return Math.min(CAP_SECONDS, retryAfterSeconds ?? unaskedSeconds(inARow - UNAVAILABLE_IN_A_ROW + 1));
}

function unaskedSeconds(times: number): number {
  return stepMs(times, RETRY_POLICIES.host) / 1_000;
}
