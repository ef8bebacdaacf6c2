/** RFC 9309 section 2.5 asks for at least 500 KiB. */
const MAX_LENGTH = 512 * 1024;
/** No address that we ask for is longer; a longer rule would only cost time to match. */
const MAX_VALUE_LENGTH = 2_083;

/** A line of robots.txt that means something to us, by the right spelling of its name. */
export interface RobotsLine {
  name: 'user-agent' | 'allow' | 'disallow' | 'crawl-delay';
  value: string;
}

/** With the misspellings that Google's parser forgives. */
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

/** The lines of the first 512 Ki letters that have a name of ours. A comment ends a line; spaces stand for a colon that was left out. */
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
  // A colon may stand in the address: what counts is that the name is one of ours.
  const space = line.search(/\s/);
  const name = space < 0 ? undefined : NAMES.get(line.slice(0, space).toLowerCase());
  return name ? { name, value: line.slice(space).trim() } : null;
}
