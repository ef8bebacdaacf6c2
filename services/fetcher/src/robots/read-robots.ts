import robotsParserModule from 'robots-parser';

// Its types declare an ES default export, but it is a CommonJS module that is the function.
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

/** RFC 9309 section 2.5 asks for at least 500 KiB. */
const MAX_LENGTH = 512 * 1024;
/** No address that we ask for is longer; a longer rule would only cost time to match. */
const MAX_RULE_LENGTH = 2_083;

/** What a robots.txt allows to us. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Null when it asks for none. Not in the RFC, but meant by who writes it. */
  crawlDelaySeconds: number | null;
}

/**
 * Reads a robots.txt (RFC 9309): the group of our product token or else of `*`, the longest matching rule, Allow before Disallow, `*` and
 * `$`. The library matches; what it leaves of the RFC is done here: other lines do not end a group, a byte-order mark is no part of the
 * first line, percent-encoded letters are the letters, and robots.txt itself is always allowed.
 */
export function readRobots(text: string, origin: string, productToken: string): RobotsRules {
  const lines = text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/);
  const address = `${origin}/robots.txt`;
  const rules = robotsParser(address, linesOf(lines, /^(?:user-agent|allow|disallow)$/));
  const delays = robotsParser(address, linesOf(lines, /^(?:user-agent|crawl-delay)$/));
  const delay = delays.getCrawlDelay(productToken);
  return {
    allows: (url) => url.pathname === '/robots.txt' || rules.isAllowed(plainUrl(url), productToken) !== false,
    crawlDelaySeconds: delay !== undefined && delay > 0 ? delay : null,
  };
}

function linesOf(lines: readonly string[], names: RegExp): string {
  const kept = lines.flatMap((line) => {
    const [written = ''] = line.split('#');
    const colon = written.indexOf(':');
    const name = written.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = written.slice(colon + 1).trim();
    if (!names.test(name) || value.length > MAX_RULE_LENGTH) return [];
    return [`${name}: ${name.endsWith('allow') ? plainPath(value) : value}`];
  });
  return kept.join('\n');
}

/** Unreserved characters stand for themselves however they are written (RFC 9309 section 2.2.2, RFC 3986 section 2.3). */
function plainPath(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
}

const plainUrl = (url: URL) => url.origin + plainPath(url.pathname + url.search);
