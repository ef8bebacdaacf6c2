import { parse } from 'tldts';

/** The registrable domain of an address or host name, its IP or single label when it has none; null when unreadable. */
export function siteOf(urlOrHost: string): string | null {
  const { domain, hostname } = parse(urlOrHost.trim(), { allowPrivateDomains: true });
  const host = (domain ?? hostname)?.toLowerCase();
  if (!host) return null;
  // One spelling for international names, whichever form the page used.
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}
