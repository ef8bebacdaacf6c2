import { hostKeyOf } from '@dateline/article';
import { HttpError } from '@dateline/http';
import type { FrontierRepository } from '@dateline/storage';
import { pause } from '../runtime/service-retry.js';

/** Longest wait of a request at a redirect, in milliseconds; its host stays leased meanwhile. */
const MAX_WAIT_MS = 10_000;

export interface RedirectDelay {
  frontier: Pick<FrontierRepository, 'reserveHost'>;
  gapMs: number;
  now: () => Date;
  signal: AbortSignal;
}

/**
 * Waits before a redirect is followed, as the target host's pause requires, because a redirect is a request
 * like any other. Throws HttpError `timeout` when that host is too busy.
 */
export async function delayRedirect(next: URL, from: URL, politenessDelay: RedirectDelay): Promise<void> {
  const { frontier, gapMs, now, signal } = politenessDelay;
  const hostKey = hostKeyOf(next.href);
  const at = now();
  const waitMs =
    hostKey === hostKeyOf(from.href)
      ? gapMs
      : (await frontier.reserveHost(hostKey, at, gapMs)).getTime() - at.getTime();
  if (waitMs > MAX_WAIT_MS)
    throw new HttpError('timeout', `${hostKey} has no turn for a redirect within ${MAX_WAIT_MS} ms`);
  if (waitMs > 0) await pause(waitMs, signal);
}
