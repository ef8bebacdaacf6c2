import type { FeedNode } from '../xml/feed-node.js';
import type { XmlRoot } from '../xml/xml.types.js';
import { resolvePageUrl } from '../text/resolve-url.js';

export interface FeedLink {
  rel: string;
  /** Absolute. */
  url: string;
  type: string | null;
  title: string | null;
  length: string | null;
}

/**
 * Links of a feed or entry, Atom's and RSS's alike. An RSS link and a link without `rel` are alternates (RFC
 * 4287, 4.2.7.2).
 */
export function readLinks(node: FeedNode, root: XmlRoot): FeedLink[] {
  const own = node
    .all('link')
    .flatMap((link) => readLink(link, root !== 'atom' && link.attributes['href'] === undefined));
  const ofChannel = root === 'cdf' ? node.all('a').flatMap((link) => readLink(link, true)) : [];
  return [...own, ...ofChannel, ...node.all('atom:link').flatMap((link) => readLink(link, false))];
}

function readLink(node: FeedNode, isRss: boolean): FeedLink[] {
  const { href, rel, type, title, length } = node.attributes;
  const written = href ?? node.attributes['rdf:resource'] ?? node.text;
  // An empty href means the base itself (RFC 3986, 4.4), which cannot be an enclosure.
  const url = href === '' && rel !== 'enclosure' ? node.base : resolvePageUrl(written, node.base);
  if (url === null) return [];
  const relation = isRss ? 'alternate' : (rel?.trim().toLowerCase() ?? 'alternate');
  return [
    {
      rel: relation.replace('http://www.iana.org/assignments/relation/', ''),
      url,
      type: type ?? null,
      title: title ?? null,
      length: length ?? null,
    },
  ];
}
