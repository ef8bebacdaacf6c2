import type { HttpResponse } from '@dateline/http';

/** Headers that identify bot walls, each of another vendor. */
const WALLS = ['cf-mitigated', 'x-amzn-waf-action', 'x-vercel-mitigated', 'x-datadome', 'x-sucuri-block'];

/**
 * Strings that occur only in the page of a bot wall, not in scripts that vendors add to ordinary pages. The
 * page of a wall is short.
 */
const WALL_PAGES: readonly (readonly [vendor: string, mark: string])[] = [
  ['cloudflare', '_cf_chl_opt'],
  ['datadome', 'geo.captcha-delivery.com/'],
  ['perimeterx', 'id="px-captcha"'],
  ['imperva', 'Incapsula incident ID'],
  ['akamai', 'errors.edgesuite.net/'],
  ['sucuri', 'Sucuri WebSite Firewall - '],
  ['aws', 'AwsWafIntegration.getToken'],
];
const MAX_WALL_BYTES = 48 * 1024;

/** A bot wall that a header or its page identifies. It is reported, never circumvented. */
export function findChallenge({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): string | null {
  const name = WALLS.find((wall) => headers[wall] !== undefined);
  if (name !== undefined) return `${name}: ${headers[name]?.slice(0, 100)}`;
  if (body.length === 0 || body.length > MAX_WALL_BYTES) return null;
  const page = body.toString('latin1');
  const wall = WALL_PAGES.find(([, mark]) => page.includes(mark));
  return wall ? `bot wall of ${wall[0]}` : null;
}
