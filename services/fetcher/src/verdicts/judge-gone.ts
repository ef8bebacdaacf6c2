import type { GonePage } from '@dateline/storage';

/** How often and how long a page must be gone before its article is retracted. */
export interface GoneRule {
  checks: number;
  ms: number;
}

export interface GoneJudgement {
  gone: GonePage;
  /** Whether to retract the article now; true once for each time that a page goes. */
  withdraws: boolean;
  /** When to ask again; null when that is given up. */
  recheckAt: Date | null;
}

/** A page that is gone for this long is gone. */
const GIVE_UP_MS = 30 * 86_400_000;

/**
 * Judges a page that was read before and answers 404 or 410 now. The checks are spread over the time of the rule; after the
 * retraction it is asked for more and more seldom whether the page has come back.
 */
export function judgeGone(
  before: GonePage | null,
  { status, now }: { status: number; now: Date },
  rule: GoneRule,
): GoneJudgement {
  const since = before?.since ?? now;
  const checks = (before?.checks ?? 0) + 1;
  const age = now.getTime() - since.getTime();
  const earlier = before?.withdrawnAt ?? null;
  const withdraws = earlier === null && checks >= rule.checks && age >= rule.ms;
  const withdrawnAt = withdraws ? now : earlier;
  const step = stepOf(rule);
  const wait = withdrawnAt === null ? step : Math.max(step, age);
  const isHopeless = withdrawnAt !== null && age + wait > GIVE_UP_MS;
  return {
    gone: { since, checks, status, withdrawnAt },
    withdraws,
    recheckAt: isHopeless ? null : new Date(now.getTime() + wait),
  };
}

/** Time between two checks of a page that is gone. */
export function stepOf({ checks, ms }: GoneRule): number {
  return Math.ceil(ms / Math.max(1, checks - 1));
}

/** Up to this age a page is asked for again. */
const RECHECKED_MS = 180 * 86_400_000;

/** When a page that was read is asked for again to see whether it is still there: ever more seldom; null for never. */
export function recheckOf(discoveredAt: Date, now: Date, everyMs: number): Date | null {
  const age = Math.max(0, now.getTime() - discoveredAt.getTime());
  const wait = Math.max(everyMs, age);
  return everyMs === 0 || age + wait > RECHECKED_MS ? null : new Date(now.getTime() + wait);
}
