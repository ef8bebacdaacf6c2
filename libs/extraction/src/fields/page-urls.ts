import { parse } from 'tldts';

/** Makes an http or https address absolute. Null for anything else. */
export function absoluteUrl(value: unknown, base: string | null): string | null {
  if (typeof value !== 'string' || value.trim() === '' || !URL.canParse(value.trim(), base ?? undefined))
    return null;
  const url = new URL(value.trim(), base ?? undefined);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

/** Whether two addresses belong to one registrable domain (Public Suffix List, private part included). */
export function isSameSite(a: string, b: string): boolean {
  const site = domainOf(a);
  return site !== null && site === domainOf(b);
}

/** The registrable domain of an address, or its host when it has none. */
export function domainOf(url: string): string | null {
  const { domain, hostname } = parse(url, { allowPrivateDomains: true });
  return domain ?? hostname;
}
