import type { LinkHints } from '@dateline/contracts';
import { readLinkHeader, type HttpResponse } from '@dateline/http';

/**
 * Canonical and AMP address from the Link header (RFC 8288, RFC 6596), http(s) only; null if it has neither.
 */
export function linkHintsOf({
  headers,
  finalUrl,
}: Pick<HttpResponse, 'headers' | 'finalUrl'>): LinkHints | null {
  const links = readLinkHeader(headers['link'], finalUrl).filter(
    ({ url }) => /^https?:\/\//i.test(url) && url.length <= 8192,
  );
  const linked = (rel: string) => links.find(({ rels }) => rels.includes(rel))?.url ?? null;
  const [canonicalUrl, ampUrl] = [linked('canonical'), linked('amphtml')];
  return canonicalUrl === null && ampUrl === null ? null : { canonicalUrl, ampUrl };
}
