import { parse } from 'tldts';

/**
 * The registrable domain of an address or host name; the IP or single label if there is none; null if the
 * text cannot be read.
 */
export function siteOf(urlOrHost: string): string | null {
  const { domain, hostname } = parse(urlOrHost.trim(), { allowPrivateDomains: true });
  const host = (domain ?? hostname)?.toLowerCase();
  if (!host) return null;
  // International names get one spelling, whichever form the page used.
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}
