/** Asked for when a hub names no lease, and the bounds of what is believed. */
const DEFAULT_SECONDS = 864_000;
const BOUNDS = { min: 1, max: 30 * 86_400 };
const RENEW_AT = 0.75;

/** End of a lease and the time to renew it: three quarters through, so that a hub that is away for a while does no harm. */
export function planLease(leaseSeconds: string | undefined, now: Date): { leaseUntil: Date; renewAt: Date } {
  const told = Number(leaseSeconds ?? DEFAULT_SECONDS) || DEFAULT_SECONDS;
  const ms = Math.min(BOUNDS.max, Math.max(BOUNDS.min, told)) * 1000;
  return {
    leaseUntil: new Date(now.getTime() + ms),
    renewAt: new Date(now.getTime() + Math.round(ms * RENEW_AT)),
  };
}
