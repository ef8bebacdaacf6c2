import type { HttpResponse } from './http.types.js';

/** Where an address has moved for good: the end of the permanent hops that lead a chain (301, 308). Null when the first is not one. */
export function permanentTargetOf({
  hops,
  finalUrl,
}: Pick<HttpResponse, 'hops' | 'finalUrl'>): string | null {
  const firstOther = hops.findIndex(({ status }) => status !== 301 && status !== 308);
  if (hops.length === 0 || firstOther === 0) return null;
  return firstOther === -1 ? finalUrl : (hops[firstOther]?.url ?? null);
}
