const MAX_URL_LENGTH = 8192;
/** Marks that no reader sees, as they come along when an address is copied from text. */
const EDGE_MARKS =
  /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g;
const ESCAPED_AMPERSAND = /&(?:amp|#0*38|#x0*26);/gi;
/** `http` as it is mistyped (`htp:/`, `http//`, `https;//`, `hhttp://`, `ttp:`), with what stands between it and the host. */
const SCHEME = /^(?:h{1,2}t{1,3}p|t{1,2}p|h?htt)(s{0,2})\s?(?:[:;]+[\\/]*|[\\/]{2,})/i;
const MAX_SCHEMES = 4;
/** A host without a scheme: known by `www`, or by a top-level domain that exists or stands for one in examples (RFC 2606). */
const BARE_HOST = /^(?:[\p{L}\p{N}_-]{1,63}\.){1,10}[\p{L}][\p{L}\p{N}-]{1,62}(?::\d{1,5})?(?=[/?#])/u;

/**
 * An address as a browser's reader meant it: http(s) with its scheme repaired, doubled, left out before two slashes or before a host that
 * cannot be anything else. Null for what is no address of the web, or is over 8,192 characters.
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
