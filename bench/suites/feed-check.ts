import { parseFeed, type ParsedFeed } from '@dateline/feed';
import type { Check } from './suite.ts';

/** One field that a peer expects of a feed. */
export function feedCheck(
  { name, expected }: Pick<Check, 'name' | 'expected'>,
  { input, url }: { input: string | Buffer; url: string },
  read: (feed: ParsedFeed) => unknown,
): Check {
  const got = async () => read(await parseFeed(Buffer.from(input), { url, headers: {} }));
  return { name, expected, got };
}

/** Texts are compared by what they say: escaping and white space are form. */
export const said = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/^(https?:\/\/[^/]+)\/$/, '$1')
    .trim();
