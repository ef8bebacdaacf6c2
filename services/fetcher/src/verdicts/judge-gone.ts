import type { GonePage } from '@dateline/storage';

/** How often and for how long a page must be gone before its article is retracted. */
export interface GoneRule {
  checks: number;
  ms: number;
}

export interface GoneVerdict {
  gone: GonePage;
  /** Whether to retract the article now; true once each time the page disappears. */
  withdraws: boolean;
  /** When to check again; null when checking stops. */
  recheckAt: Date | null;
}

/** After this time the page counts as gone for good. */
const GIVE_UP_MS = 30 * 86_400_000;

/**
 * Judges a page that was read before and now answers 404 or 410. The checks spread over the rule's time.
 * After the retraction they become rarer and look for the page's return.
 */
export function judgeGone(
  before: GonePage | null,
  { status, now }: { status: number; now: Date },
  rule: GoneRule,
): GoneVerdict {
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

/** Up to this age a page is checked. */
const RECHECKED_MS = 180 * 86_400_000;

/** When to check a page that was read: at growing intervals; null for never. */
export function recheckOf(discoveredAt: Date, now: Date, everyMs: number): Date | null {
  const age = Math.max(0, now.getTime() - discoveredAt.getTime());
  const wait = Math.max(everyMs, age);
  return everyMs === 0 || age + wait > RECHECKED_MS ? null : new Date(now.getTime() + wait);
}
