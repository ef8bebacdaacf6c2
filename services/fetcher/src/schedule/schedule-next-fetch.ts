import { stepMs } from '@dateline/config';
import type { Freshness } from '@dateline/http';
import type { FeedPolicy, FeedRhythm } from '@dateline/storage';
import { afterSkipTimes } from './skip-times.js';

/** The result of a poll, as far as it affects the next one. */
export type PollEnd =
  | {
      kind: 'read';
      entries: number;
      newEntries: number;
      changedEntries: number;
      first: boolean;
      /** It had no entry in common with the poll before it. */
      lossy: boolean;
      /** It offers more than the feed's budget. */
      flooding?: boolean;
    }
  | { kind: 'same'; how: 'not_modified' | 'unchanged_body' }
  | { kind: 'failed'; points: number; failing: boolean; retryAfterSeconds: number | null }
  | { kind: 'gone' };

/** The closed list of reasons for a next time. Operators' actions set `added`, `resumed` and the like. */
export type NextFetchReason =
  | 'first_fetch'
  | 'new_entries'
  | 'changed_entries'
  | 'probable_loss'
  | 'flooding'
  | 'push_backup'
  | 'no_new_entries'
  | 'not_modified'
  | 'unchanged_body'
  | 'publisher_max_age'
  | 'publisher_expires'
  | 'publisher_ttl'
  | 'publisher_update_period'
  | 'publisher_skip_hours'
  | 'publisher_skip_days'
  | 'operator_interval'
  | 'failure_backoff'
  | 'failing_slow_poll'
  | 'retry_after'
  | 'gone';

/**
 * Limits in seconds. Backoff may exceed `maxSeconds`; a feed that keeps failing is polled at most every
 * `failingMinSeconds`.
 */
export interface ScheduleLimits {
  minSeconds: number;
  maxSeconds: number;
  failureMaxSeconds: number;
  failingMinSeconds: number;
  /** Least time between two polls of a feed that a hub delivers. */
  pushedSeconds: number;
}

export interface ScheduleInput {
  end: PollEnd;
  /** The feed's own interval so far. */
  intervalSeconds: number;
  /** Hints of the response and the document on when to come back. */
  publisher: { fresh: Freshness | null; rhythm: FeedRhythm | null };
  policy: Pick<FeedPolicy, 'intervalSeconds' | 'priority'>;
  /** Whether a reliable hub delivers new entries. */
  isPushed: boolean;
  limits: ScheduleLimits;
  now: Date;
  /** From 0 to 1; spreads the feeds of one host. */
  random: number;
}

export interface NextFetch {
  nextFetchAt: Date;
  /** The interval to continue with. */
  intervalSeconds: number;
  reason: NextFetchReason;
}

interface Wait {
  seconds: number;
  reason: NextFetchReason;
}

const SLOWER = 1.25;
/** New entries of a flood do not shorten the interval. */
const AFTER_FLOOD = 2;
/** The interval after a probable loss. */
const AFTER_LOSS = 0.25;
const PUBLISHER_CAP_SECONDS = 86_400;
const JITTER = 0.1;
const PRIORITY_FACTOR = { high: 0.5, normal: 1, low: 2 } as const;

/**
 * When to poll a feed again, and why. New entries shorten the interval by up to half; a poll without any
 * lengthens it. A failure leaves it unchanged and backs off. A server's request is a lower bound, and jitter
 * is only ever added. Pure.
 */
export function scheduleNextFetch(input: ScheduleInput): NextFetch {
  const { end, limits, now } = input;
  const rhythm = isBackup(input)
    ? { seconds: input.intervalSeconds, reason: 'push_backup' as const }
    : adaptRhythm(end, input.intervalSeconds);
  const intervalSeconds = Math.round(within(limits, rhythm.seconds));
  const wait = end.kind === 'failed' ? failureWait(end, input) : regularWait(rhythm, input);
  const at = new Date(now.getTime() + Math.round(wait.seconds * 1000));
  if (end.kind === 'failed' || input.policy.intervalSeconds !== null || !input.publisher.rhythm)
    return { nextFetchAt: at, intervalSeconds, reason: wait.reason };
  const { at: nextFetchAt, by } = afterSkipTimes(at, input.publisher.rhythm);
  const reason = by === null ? wait.reason : (`publisher_skip_${by}` as const);
  return { nextFetchAt, intervalSeconds, reason };
}

/**
 * A reliable hub, and a poll that found nothing beyond the hub's deliveries. If the poll did find more, the
 * feed is polled at its usual interval.
 */
function isBackup({ end, isPushed }: ScheduleInput): boolean {
  if (!isPushed || end.kind === 'same') return isPushed;
  return end.kind === 'read' && !end.lossy && !end.flooding && end.newEntries === 0;
}

function adaptRhythm(end: PollEnd, seconds: number): Wait {
  switch (end.kind) {
    case 'same':
      return { seconds: seconds * SLOWER, reason: end.how };
    case 'failed':
      return { seconds, reason: 'failure_backoff' };
    case 'gone':
      return { seconds, reason: 'gone' };
    case 'read':
      if (end.flooding) return { seconds: seconds * AFTER_FLOOD, reason: 'flooding' };
      if (end.first) return { seconds, reason: 'first_fetch' };
      if (end.lossy) return { seconds: seconds * AFTER_LOSS, reason: 'probable_loss' };
      if (end.newEntries > 0) {
        const share = Math.min(1, end.newEntries / Math.max(1, end.entries));
        return { seconds: seconds * (1 - share / 2), reason: 'new_entries' };
      }
      if (end.changedEntries > 0) return { seconds, reason: 'changed_entries' };
      return { seconds: seconds * SLOWER, reason: 'no_new_entries' };
  }
}

function regularWait(rhythm: Wait, { end, publisher, policy, limits, random }: ScheduleInput): Wait {
  if (end.kind === 'gone') return rhythm;
  if (policy.intervalSeconds !== null)
    return { seconds: jittered(policy.intervalSeconds, random), reason: 'operator_interval' };
  const usual = within(limits, rhythm.seconds * PRIORITY_FACTOR[policy.priority]);
  const own = rhythm.reason === 'push_backup' ? Math.max(usual, limits.pushedSeconds) : usual;
  const asked = longestOf(publisherWaits(publisher));
  const floor = Math.min(asked?.seconds ?? 0, PUBLISHER_CAP_SECONDS, limits.maxSeconds);
  // Feeds that are added together spread over a whole interval instead of returning all at once.
  const spread = rhythm.reason === 'first_fetch' ? own * (0.5 + random) : jittered(own, random);
  if (asked && floor > own) return { seconds: jittered(floor, random), reason: asked.reason };
  return { seconds: Math.max(spread, floor, limits.minSeconds), reason: rhythm.reason };
}

function publisherWaits({ fresh, rhythm }: ScheduleInput['publisher']): Wait[] {
  return [
    ...(fresh?.by === 'max-age' ? [{ seconds: fresh.seconds, reason: 'publisher_max_age' as const }] : []),
    ...(fresh?.by === 'expires' ? [{ seconds: fresh.seconds, reason: 'publisher_expires' as const }] : []),
    { seconds: rhythm?.ttlSeconds ?? 0, reason: 'publisher_ttl' },
    { seconds: rhythm?.updateSeconds ?? 0, reason: 'publisher_update_period' },
  ];
}

function longestOf(waits: readonly Wait[]): Wait | null {
  const [first] = [...waits].sort((a, b) => b.seconds - a.seconds);
  return first && first.seconds > 0 ? first : null;
}

/**
 * Doubles with each point, with jitter between the lower bound and the backoff. Retry-After is a lower bound
 * of its own.
 */
function failureWait(
  end: Extract<PollEnd, { kind: 'failed' }>,
  { limits, random }: Pick<ScheduleInput, 'limits' | 'random'>,
): Wait {
  const floor = end.failing ? Math.max(limits.failingMinSeconds, limits.minSeconds) : limits.minSeconds;
  const policy = { baseMs: limits.minSeconds * 1_000, capMs: limits.failureMaxSeconds * 1_000 };
  const top = stepMs(end.points + 1, policy) / 1_000;
  const backoff = floor + random * Math.max(0, top - floor);
  const asked = Math.min(end.retryAfterSeconds ?? 0, PUBLISHER_CAP_SECONDS);
  if (asked > 0 && jittered(asked, random) > backoff)
    return { seconds: jittered(asked, random), reason: 'retry_after' };
  return { seconds: backoff, reason: end.failing ? 'failing_slow_poll' : 'failure_backoff' };
}

const jittered = (seconds: number, random: number) => seconds * (1 + JITTER * random);

const within = ({ minSeconds, maxSeconds }: ScheduleLimits, seconds: number) =>
  Math.min(maxSeconds, Math.max(minSeconds, seconds));
