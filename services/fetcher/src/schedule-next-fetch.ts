/** How a poll ended, as far as it tells when to come back. */
export type PollEnd =
  | { kind: 'read'; entries: number; newEntries: number; changedEntries: number; first: boolean }
  | { kind: 'same' }
  | { kind: 'failed'; consecutive: number; retryAfterSeconds: number | null }
  | { kind: 'gone' };

export type NextFetchReason =
  | 'first_fetch'
  | 'new_entries'
  | 'changed_entries'
  | 'no_new_entries'
  | 'not_modified'
  | 'publisher_freshness'
  | 'failure_backoff'
  | 'retry_after'
  | 'gone';

export interface ScheduleInput {
  end: PollEnd;
  /** The feed's own rhythm so far. */
  intervalSeconds: number;
  /** The longest time for which the publisher calls its document fresh (max-age, ttl). */
  freshSeconds: number | null;
  limits: { minSeconds: number; maxSeconds: number };
  now: Date;
  /** From 0 to 1; spreads the feeds of one host. */
  random: number;
}

export interface NextFetch {
  nextFetchAt: Date;
  intervalSeconds: number;
  reason: NextFetchReason;
}

const SLOWER = 1.25;
const RETRY_AFTER_CAP_SECONDS = 86_400;
const JITTER = 0.1;

/**
 * When to poll a feed again, and why. Many new entries shorten the interval down to its half, none make it longer; a failure leaves
 * it and backs off. What a server asks for is a floor, and jitter is only ever added.
 */
export function scheduleNextFetch(input: ScheduleInput): NextFetch {
  const { minSeconds, maxSeconds } = input.limits;
  const bounded = (seconds: number) => Math.round(Math.min(maxSeconds, Math.max(minSeconds, seconds)));
  const rhythm = adaptInterval(input.end, input.intervalSeconds);
  const intervalSeconds = bounded(rhythm.seconds);
  const wait = waitOf(input, { seconds: intervalSeconds, reason: rhythm.reason }, bounded);
  const jittered = wait.seconds * (1 + JITTER * input.random);
  return {
    nextFetchAt: new Date(input.now.getTime() + Math.round(jittered * 1000)),
    intervalSeconds,
    reason: wait.reason,
  };
}

interface Wait {
  seconds: number;
  reason: NextFetchReason;
}

function adaptInterval(end: PollEnd, seconds: number): Wait {
  switch (end.kind) {
    case 'same':
      return { seconds: seconds * SLOWER, reason: 'not_modified' };
    case 'failed':
      return { seconds, reason: 'failure_backoff' };
    case 'gone':
      return { seconds, reason: 'gone' };
    case 'read':
      if (end.first) return { seconds, reason: 'first_fetch' };
      if (end.newEntries > 0) {
        const share = Math.min(1, end.newEntries / Math.max(1, end.entries));
        return { seconds: seconds * (1 - share / 2), reason: 'new_entries' };
      }
      if (end.changedEntries > 0) return { seconds, reason: 'changed_entries' };
      return { seconds: seconds * SLOWER, reason: 'no_new_entries' };
  }
}

function waitOf(
  { end, freshSeconds, limits }: ScheduleInput,
  rhythm: Wait,
  bounded: (seconds: number) => number,
): Wait {
  if (end.kind === 'failed') {
    const backoff = bounded(limits.minSeconds * 2 ** Math.min(end.consecutive - 1, 30));
    const asked = Math.min(end.retryAfterSeconds ?? 0, RETRY_AFTER_CAP_SECONDS);
    return asked > backoff
      ? { seconds: asked, reason: 'retry_after' }
      : { seconds: backoff, reason: 'failure_backoff' };
  }
  const fresh = Math.min(freshSeconds ?? 0, limits.maxSeconds);
  if (end.kind !== 'gone' && fresh > rhythm.seconds) return { seconds: fresh, reason: 'publisher_freshness' };
  return rhythm;
}
