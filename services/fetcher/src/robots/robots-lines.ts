/** RFC 9309 section 2.5 requires at least 500 KiB. */
const MAX_LENGTH = 512 * 1024;
/** We request no longer address, so a longer rule would only cost matching time. */
const MAX_VALUE_LENGTH = 2_083;

/** A line of robots.txt with a meaning for us, under its correct name. */
export interface RobotsLine {
  name: 'user-agent' | 'allow' | 'disallow' | 'crawl-delay';
  value: string;
}

/** Names and the misspellings of them that crawlers forgive (Google's, crawler-commons'). */
const SPELLINGS: Readonly<Record<RobotsLine['name'], string>> = {
  'user-agent': 'user-agent useragent user-agents users-agent user-agnet useg-agent ser-agent',
  allow: 'allow',
  disallow:
    'disallow dissallow dissalow disalow dssalow dsallow diasllow disallaw desallow diallow disllow disallows',
  'crawl-delay': 'crawl-delay crawldelay clawl-delay craw-delay crawl-deley',
};

const NAMES = new Map<string, RobotsLine['name']>([
  ...Object.entries(SPELLINGS).flatMap(([name, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, name as RobotsLine['name']] as const),
  ),
  ['user agent', 'user-agent'],
  ['crawl delay', 'crawl-delay'],
]);

/**
 * The known lines in the first 512 Ki characters. A comment ends a line; spaces may replace a missing colon.
 */
export function linesOf(text: string): RobotsLine[] {
  const lines = text
    .slice(0, MAX_LENGTH)
    // A byte-order mark that lacks bytes decodes to a replacement character.
    .replace(/^[\ufeff\ufffd]+/, '')
    .split(/\r\n|\r|\n/);
  return lines.flatMap((line) => {
    const read = readLine(withoutTags((line.split('#', 1)[0] ?? '').trim()));
    return read && read.value.length <= MAX_VALUE_LENGTH ? [read] : [];
  });
}

const LAYOUT_TAG = /^<\/?(?:br|p|pre|div|body|html)\b/i;

/** Without the tags at its ends, which a server leaves that sends robots.txt as a page. */
function withoutTags(line: string): string {
  let plain = line;
  while (plain.endsWith('>') && LAYOUT_TAG.test(plain.slice(plain.lastIndexOf('<'))))
    plain = plain.slice(0, plain.lastIndexOf('<')).trimEnd();
  while (LAYOUT_TAG.test(plain) && plain.includes('>'))
    plain = plain.slice(plain.indexOf('>') + 1).trimStart();
  return plain;
}

function readLine(line: string): RobotsLine | null {
  const colon = line.indexOf(':');
  const written = NAMES.get(line.slice(0, Math.max(colon, 0)).trim().toLowerCase().replace(/\s+/g, ' '));
  if (written) return { name: written, value: line.slice(colon + 1).trim() };
  // The colon may belong to the address, so the name must be a known one.
  const space = line.search(/\s/);
  const name = space < 0 ? undefined : NAMES.get(line.slice(0, space).toLowerCase());
  return name ? { name, value: line.slice(space).trim() } : null;
}
