/** Lease in seconds when a hub names none, and the limits of the lease that we accept. */
const DEFAULT_SECONDS = 864_000;
const BOUNDS = { min: 1, max: 30 * 86_400 };
const RENEW_AT = 0.75;

/**
 * End of a lease and the time to renew it: at three quarters, so that a temporary absence of the hub does no
 * harm.
 */
export function planLease(leaseSeconds: string | undefined, now: Date): { leaseUntil: Date; renewAt: Date } {
  const told = Number(leaseSeconds ?? DEFAULT_SECONDS) || DEFAULT_SECONDS;
  const ms = Math.min(BOUNDS.max, Math.max(BOUNDS.min, told)) * 1000;
  return {
    leaseUntil: new Date(now.getTime() + ms),
    renewAt: new Date(now.getTime() + Math.round(ms * RENEW_AT)),
  };
}
