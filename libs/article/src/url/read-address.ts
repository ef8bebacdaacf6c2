const MAX_URL_LENGTH = 8192;
/** Characters that no reader sees, which are copied along with an address. */
const EDGE_MARKS =
  /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g;
const ESCAPED_AMPERSAND = /&(?:amp|#0*38|#x0*26);/gi;
/**
 * Misspellings of `http` (`htp:/`, `http//`, `https;//`, `hhttp://`, `ttp:`), with the signs before the host.
 */
const SCHEME = /^(?:h{1,2}t{1,3}p|t{1,2}p|h?htt)(s{0,2})\s?(?:[:;]+[\\/]*|[\\/]{2,})/i;
const MAX_SCHEMES = 4;
/**
 * A host without a scheme. It is recognised by `www`, or by a top-level domain that exists or is reserved for
 * examples (RFC 2606).
 */
const BARE_HOST = /^(?:[\p{L}\p{N}_-]{1,63}\.){1,10}[\p{L}][\p{L}\p{N}-]{1,62}(?::\d{1,5})?(?=[/?#])/u;

/**
 * Reads an address as a browser's user meant it: an http(s) scheme that is misspelt or doubled is repaired,
 * and a missing one is added before two slashes or before a text that can only be a host. Null if it is not a
 * web address or has over 8,192 characters.
 */
export function readAddress(text: string, isPublicHost: (hostname: string) => boolean): URL | null {
  if (text.length > MAX_URL_LENGTH) return null;
  let rest = text.replace(EDGE_MARKS, '').replace(ESCAPED_AMPERSAND, '&');
  let scheme: 'http' | 'https' | null = null;
  for (let i = 0; i < MAX_SCHEMES; i++) {
    const match = SCHEME.exec(rest);
    if (!match) break;
    scheme = match[1] ? 'https' : 'http';
    rest = rest.slice(match[0].length);
  }
  if (scheme === null) {
    const bare = BARE_HOST.exec(rest)?.[0].replace(/:\d+$/, '');
    const slashes = /^[\\/]{2}/.exec(rest)?.[0];
    if (slashes === undefined && (bare === undefined || !isPublicHost(bare))) return null;
    rest = rest.slice(slashes?.length ?? 0);
  }
  const address = `${scheme ?? 'https'}://${rest}`;
  const parsed = URL.canParse(address) ? new URL(address) : null;
  return parsed && parsed.hostname !== '' ? parsed : null;
}
