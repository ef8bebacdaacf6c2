import { allOf, firstOf, type FeedNode } from '../xml/feed-node.js';
import type { FeedEnclosure, FeedMedia } from '../feed.types.js';
import { plainTitle } from './plain-title.js';
import { readCount } from './map-feed.js';
import type { FeedLink } from './read-links.js';
import { resolveUrl } from '../text/resolve-url.js';

/** All enclosures, RSS's and Atom's, in document order, each address once. */
export function readEnclosures(node: FeedNode, links: readonly FeedLink[]): FeedEnclosure[] {
  const fromRss = node.all('enclosure').map(({ attributes, base }) => ({
    url: resolveUrl(attributes['url'] ?? attributes['href'], base),
    type: attributes['type'] ?? null,
    length: readCount(attributes['length']),
  }));
  const fromAtom = links
    .filter((link) => link.rel === 'enclosure')
    .map((link) => ({ url: link.url, type: link.type, length: readCount(link.length ?? undefined) }));
  const all = [...fromRss, ...fromAtom].filter(
    (enclosure): enclosure is FeedEnclosure => enclosure.url !== null,
  );
  // FeedBurner replaces the address by one that counts downloads, and keeps the publisher's address in an
  // element beside it.
  const [original] = node.all('feedburner:origEnclosureLink');
  const originalUrl = original ? resolveUrl(original.text, original.base) : null;
  if (all.length === 0) return [];
  const [only] = all;
  return all.length === 1 && only && originalUrl !== null ? [{ ...only, url: originalUrl }] : byAddress(all);
}

/** Each address once, as first stated. */
export function byAddress<T extends { url: string }>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ url }) => !seen.has(url) && seen.add(url));
}

const MEDIA = ['media:group', 'media:content', 'media:thumbnail', 'media:credit'];

/** Most entries have none, and looking for its parts costs more than any other field. */
const holdsMedia = (node: FeedNode): boolean => MEDIA.some((name) => node.all(name).length > 0);

/** Media RSS contents and thumbnails, in groups or not. */
export function readMedia(node: FeedNode): FeedMedia[] {
  if (!holdsMedia(node)) return [];
  const holders = [node, ...node.all('media:group')];
  const contents = holders.flatMap((holder) => holder.all('media:content'));
  const media = contents.map(({ attributes, base }) => ({
    url: resolveUrl(attributes['url'], base),
    type: attributes['type'] ?? null,
    medium: attributes['medium'] ?? null,
  }));
  const thumbnails = [...holders, ...contents].flatMap((holder) => holder.all('media:thumbnail'));
  const images = thumbnails.map((thumbnail) => ({
    url: resolveUrl(thumbnail.attributes['url'] ?? thumbnail.text, thumbnail.base),
    type: null,
    medium: 'image',
  }));
  return byAddress([...media, ...images].filter((item): item is FeedMedia => item.url !== null));
}

/** The credit for an item's pictures: the first one that its contents state. */
export function readImageCredit(node: FeedNode): string | null {
  if (!holdsMedia(node)) return null;
  const holders = [node, ...node.all('media:group')];
  const all = [...holders, ...holders.flatMap((holder) => holder.all('media:content'))];
  const credit = all.map((holder) => firstOf(holder, 'media:credit')).find((found) => found !== undefined);
  return credit ? plainTitle(credit.text) : null;
}

/** The image that an item names as its own: its image element, Media RSS, or an enclosed picture. */
export function readEntryImage(
  node: FeedNode,
  media: readonly FeedMedia[],
  enclosures: readonly FeedEnclosure[],
): string | null {
  const oldStyle = node.all('itunes:link').filter((link) => link.attributes['rel'] === 'image');
  for (const image of [...allOf(node, 'image', 'itunes:image'), ...oldStyle]) {
    const child = firstOf(image, 'url', 'link');
    const url = resolveUrl(image.attributes['href'] ?? child?.text ?? image.text, image.base);
    if (url) return url;
  }
  const isPicture = ({ medium, type }: FeedMedia): boolean =>
    medium === 'image' || (type ?? '').startsWith('image/');
  const picture = media.find(isPicture) ?? enclosures.find(({ type }) => (type ?? '').startsWith('image/'));
  return picture?.url ?? null;
}
