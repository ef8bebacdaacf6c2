/**
 * One spelling for addresses and rules (RFC 9309 section 2.2.2): unreserved characters stand for themselves however they are written (RFC
 * 3986 section 2.3), and what an address may not hold raw is escaped, whoever wrote it.
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

/** Path and query of an address. A literal `*` or `$` is escaped, since the escape is how a rule names them (section 2.2.3). */
export function addressOf(url: URL): string {
  return plainPath(url.pathname + url.search).replace(/[*$]/g, escaped);
}

/**
 * The pattern of an Allow or Disallow line, null where it says nothing: no value, or a whole address of another host. A `$` is the end of
 * an address only at the end of the rule.
 */
export function patternOf(value: string, origin: string): string | null {
  const path = /^https?:/i.test(value) ? pathWithin(value, origin) : value;
  if (path === null || path === '') return null;
  return plainPath(path).replace(/\$(?!$)/g, escaped);
}

/** Some write the whole address; what it names on this host is clear. */
function pathWithin(address: string, origin: string): string | null {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(address) ?? [];
  return host.toLowerCase() === new URL(origin).host ? path || '/' : null;
}

const escaped = (character: string) => (character === '*' ? '%2A' : '%24');
