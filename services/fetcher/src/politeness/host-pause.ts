import { isBareHost } from '@dateline/article';
import { RETRY_POLICIES, stepMs } from '@dateline/config';
import type { FeedPolicy } from '@dateline/storage';

/** Longest Retry-After that is obeyed. */
const CAP_SECONDS = 86_400;
/** After this many consecutive "unavailable" answers the whole host counts as unavailable. */
const UNAVAILABLE_IN_A_ROW = 3;

export interface Refusal {
  /** 429 or 503; other statuses cause no pause. */
  status: number | null;
  retryAfterSeconds: number | null;
  /** Consecutive failures, including this one. */
  consecutive: number;
}

/**
 * Seconds without requests to a whole host. "Too many requests" (429) is about the client, so everything from
 * the site waits; 503 is about one resource. Feeds on a machine named by its IP or a single label have
 * nothing else in common, so there each feed waits alone. An operator's rule overrides this.
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
 * Seconds without requests to a whole host whose last `inARow` answers, of any feeds and pages, were 503.
 * From the third on the host itself counts as unavailable; further pages would only waste a try.
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
