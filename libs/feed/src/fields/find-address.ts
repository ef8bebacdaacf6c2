import type { AddressOfLastResort, FeedEnclosure } from '../feed.types.js';
import { resolveUrl } from '../text/resolve-url.js';
import { firstOf, type FeedNode } from '../xml/feed-node.js';
import { pageLink } from './map-feed.js';
import type { FeedLink } from './read-links.js';

export interface FoundAddress {
  url: string | null;
  urlFrom?: AddressOfLastResort;
}

/**
 * The address of an entry: its link or its vocabulary's equivalent, else another element that names a page,
 * best first. Without an address the entry would be lost.
 */
export function findAddress(
  node: FeedNode,
  links: readonly FeedLink[],
  { originalUrl, enclosures }: { originalUrl: string | null; enclosures: readonly FeedEnclosure[] },
): FoundAddress {
  const guid = firstOf(node, 'guid');
  const url =
    originalUrl ??
    pageLink(links) ??
    (guid ? permalinkOf(guid) : null) ??
    webAddress(node.attributes['rdf:about']) ??
    resolveUrl(node.attributes['href'], node.base);
  if (url !== null) return { url };
  const id = firstOf(node, 'id', 'atom:id', 'dc:identifier')?.text;
  const linkOf = (rel: string) => links.find((link) => link.rel === rel)?.url;
  const content = [...node.all('content'), ...node.all('atom:content')].find(
    ({ attributes }) => attributes['src'],
  );
  return firstWebAddress([
    ['id', id],
    ['guid', guid?.text],
    ['self', linkOf('self')],
    ['via', linkOf('via')],
    ['content', content && resolveUrl(content.attributes['src'], content.base)],
    ['url', resolveUrl(firstOf(node, 'url')?.text, node.base)],
    ['enclosure', enclosures[0]?.url ?? clipOf(node)],
  ]);
}

/** The address of a recording that Media RSS holds; a picture is no entry. */
function clipOf(node: FeedNode): string | null {
  const contents = [node, ...node.all('media:group')].flatMap((holder) => holder.all('media:content'));
  const clip = contents.find(({ attributes: { medium, type } }) =>
    /^(?:audio|video)/i.test(medium ?? type ?? ''),
  );
  return clip ? resolveUrl(clip.attributes['url'], clip.base) : null;
}

/** The first of these that is a web address, with its source. The front page of a host identifies no entry. */
export function firstWebAddress(
  candidates: readonly (readonly [AddressOfLastResort, string | null | undefined])[],
): FoundAddress {
  for (const [urlFrom, text] of candidates) {
    const url = webAddress(text);
    if (url !== null && !isFrontPage(url)) return { url, urlFrom };
  }
  return { url: null };
}

/**
 * RSS 2.0: a guid is the address unless it says otherwise. Some feeds do not say so although their guids are
 * not addresses.
 */
function permalinkOf(guid: FeedNode): string | null {
  if (guid.attributes['ispermalink']?.trim().toLowerCase() === 'false') return null;
  const text = guid.text.trim();
  const mayBeRelative = guid.attributes['ispermalink'] !== undefined || text.startsWith('/');
  return webAddress(text) ?? (mayBeRelative ? webAddress(resolveUrl(text, guid.base)) : null);
}

const isFrontPage = (url: string): boolean => /^https?:\/\/[^/]+\/?$/i.test(url);
const webAddress = (text: string | null | undefined): string | null =>
  text && /^https?:\/\//i.test(text.trim()) ? resolveUrl(text, null) : null;
