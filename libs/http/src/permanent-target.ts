import type { HttpResponse } from './http.types.js';

/**
 * The address that a resource has moved to for good: the last of the permanent hops (301, 308) at the start
 * of a chain. Null when the first hop is not permanent.
 */
export function permanentTargetOf({
  hops,
  finalUrl,
}: Pick<HttpResponse, 'hops' | 'finalUrl'>): string | null {
  const firstOther = hops.findIndex(({ status }) => status !== 301 && status !== 308);
  if (hops.length === 0 || firstOther === 0) return null;
  return firstOther === -1 ? finalUrl : (hops[firstOther]?.url ?? null);
}
