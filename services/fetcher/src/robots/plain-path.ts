/**
 * A common spelling for addresses and rules (RFC 9309 section 2.2.2). Escaped unreserved characters are
 * decoded (RFC 3986 section 2.3), and characters that an address must not contain raw are escaped.
 */
function plainPath(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (letter) => encodeURIComponent(letter))
    .replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
    });
}

/**
 * Path and query of an address. A literal `*` or `$` is escaped, because a rule names it by its escape
 * (section 2.2.3).
 */
export function addressOf(url: URL): string {
  return plainPath(url.pathname + url.search).replace(/[*$]/g, escaped);
}

/**
 * The pattern of an Allow or Disallow line; null when it is empty or a complete address of another host. A
 * `$` marks the end of an address only at the end of the rule.
 */
export function patternOf(value: string, origin: string): string | null {
  const path = /^https?:/i.test(value) ? pathWithin(value, origin) : value;
  if (path === null || path === '') return null;
  return plainPath(path).replace(/\$(?!$)/g, escaped);
}

/** Some sites write the complete address. For this host its path is meant. */
function pathWithin(address: string, origin: string): string | null {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(address) ?? [];
  return host.toLowerCase() === new URL(origin).host ? path || '/' : null;
}

const escaped = (character: string) => (character === '*' ? '%2A' : '%24');
