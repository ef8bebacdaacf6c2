/** RFC 9309 section 2.5 requires at least 500 KiB. */
const MAX_LENGTH = 512 * 1024;
/** We request no longer address, so a longer rule would only cost matching time. */
const MAX_VALUE_LENGTH = 2_083;

/** A line of robots.txt with a meaning for us, under its correct name. */
export interface RobotsLine {
  name: 'user-agent' | 'allow' | 'disallow' | 'crawl-delay';
  value: string;
}

/** Includes the misspellings that Google's parser accepts. */
const NAMES = new Map<string, RobotsLine['name']>([
  ['user-agent', 'user-agent'],
  ['useragent', 'user-agent'],
  ['user agent', 'user-agent'],
  ['allow', 'allow'],
  ['disallow', 'disallow'],
  ['dissallow', 'disallow'],
  ['dissalow', 'disallow'],
  ['disalow', 'disallow'],
  ['diasllow', 'disallow'],
  ['disallaw', 'disallow'],
  ['crawl-delay', 'crawl-delay'],
  ['crawldelay', 'crawl-delay'],
  ['crawl delay', 'crawl-delay'],
]);

/**
 * The known lines in the first 512 Ki characters. A comment ends a line; spaces may replace a missing colon.
 */
export function linesOf(text: string): RobotsLine[] {
  const lines = text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff+/, '')
    .split(/\r\n|\r|\n/);
  return lines.flatMap((line) => {
    const read = readLine((line.split('#', 1)[0] ?? '').trim());
    return read && read.value.length <= MAX_VALUE_LENGTH ? [read] : [];
  });
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
