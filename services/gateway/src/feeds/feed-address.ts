import { hostKeyOf, outletOf } from '@dateline/article';

const MAX_LENGTH = 8192;

/** An address that cannot be a feed's, with the reason. */
export class BadFeedAddress extends Error {
  readonly code = 'bad_feed_address';
  constructor(
    readonly address: string,
    readonly problem: string,
  ) {
    super(`${address.slice(0, 200)} ${problem}`);
    this.name = 'BadFeedAddress';
  }
}

/** The address that identifies a feed: absolute, without fragment. Throws BadFeedAddress. */
export function feedAddressOf(text: string): { url: string; hostKey: string } {
  const absolute = text
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  if (absolute.length > MAX_LENGTH) throw new BadFeedAddress(text, `is longer than ${MAX_LENGTH} characters`);
  const url = URL.canParse(absolute) ? new URL(absolute) : null;
  if (!url) throw new BadFeedAddress(text, 'is not an absolute address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BadFeedAddress(text, 'is not an http or https address');
  if (url.username !== '' || url.password !== '')
    throw new BadFeedAddress(text, 'carries a user name or password, which would be shown with the feed');
  url.hash = '';
  return { url: url.href, hostKey: hostKeyOf(url.href) };
}

/** Outlets as an operator names them, by domain or by any address of theirs, each once. Throws BadFeedAddress. */
export function outletsIn(texts: readonly string[]): string[] {
  const outlets = texts.map((text) => {
    const outlet = outletOf(text);
    if (outlet === null) throw new BadFeedAddress(text, 'names no outlet');
    return outlet;
  });
  return [...new Set(outlets)];
}
