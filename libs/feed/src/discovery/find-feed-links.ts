import { collapse, decodeReferences } from '../text/html-text.js';
import { resolveBase, resolveUrl } from '../text/resolve-url.js';
import { scanHtml } from '../text/scan-html.js';

/** A possible feed of a page: from a link tag, from an anchor, or a guess by a usual address. */
export interface FeedCandidate {
  url: string;
  title: string | null;
  from: 'link' | 'anchor' | 'well_known';
}

const FEED_TYPE = /^(?:application\/(?:rss|atom|rdf)\+xml|application\/feed\+json|text\/rss(?:\+xml)?)$/;
/** Types that have other uses: WordPress declares its REST interface as `application/json`. */
const VAGUE_TYPE = /^(?:application|text)\/(?:xml|json)$/;
const FEED_ADDRESS = /(?:^|[/_.?&=-])(?:rss|atom|feeds?|rdf)(?:[/_.?&=-]|\d|$)|\.(?:rss|atom|rdf)$/i;
const COMMENTS = /comment|kommentar|comentario|commentaire|replies/i;
/**
 * A name is looked for only where one can begin. Otherwise each letter of a long name would begin a search of
 * its own.
 */
const ATTRIBUTE = /(?<![^\s=/"'<>])([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const MAX_CANDIDATES = 50;

/** Usual names of feeds, most likely first, for a page without feed links. */
const WELL_KNOWN = [
  'feed',
  'rss',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'feeds',
  'feed.json',
  'rss/index.xml',
  'index.rdf',
];

/** The feeds that an HTML page names: link tags before anchors, feeds of comments last, each address once. */
export function findFeedLinks(html: string, pageUrl: string): FeedCandidate[] {
  const found: FeedCandidate[] = [];
  let base: string | null = resolveBase(pageUrl, null);
  scanHtml(
    html,
    {
      open(name, from, to) {
        if (name !== 'link' && name !== 'a' && name !== 'base') return;
        const attributes = attributesOf(html.slice(from, to));
        if (name === 'base') base = resolveBase(attributes['href'], base);
        else if (isFeedLink(name, attributes)) {
          const url = resolveUrl(withoutFeedScheme(attributes['href']), base);
          const title = collapse(attributes['title'] ?? '') || null;
          if (url !== null && /^https?:/i.test(url))
            found.push({ url, title, from: name === 'link' ? 'link' : 'anchor' });
        }
      },
    },
    false,
  );
  const rank = ({ from, url, title }: FeedCandidate): number =>
    (COMMENTS.test(`${url} ${title ?? ''}`) ? 2 : 0) + (from === 'link' ? 0 : 1);
  const ranked = found.map((candidate, at) => ({ candidate, at, rank: rank(candidate) }));
  ranked.sort((a, b) => a.rank - b.rank || a.at - b.at);
  return unique(ranked.map(({ candidate }) => candidate)).slice(0, MAX_CANDIDATES);
}

/** Addresses to try when a page names no feed: first in the page's folder, then at the root. */
export function wellKnownFeeds(pageUrl: string): FeedCandidate[] {
  if (!URL.canParse(pageUrl)) return [];
  const page = new URL(pageUrl);
  const folder = new URL(page.pathname.endsWith('/') ? page.pathname : `${page.pathname}/`, page).href;
  const names = [...new Set([folder, new URL('/', page).href])];
  return unique(
    names.flatMap((at) =>
      WELL_KNOWN.map((name): FeedCandidate => ({
        url: new URL(name, at).href,
        title: null,
        from: 'well_known',
      })),
    ),
  );
}

/** The sitemaps that a robots.txt names (sitemaps.org, "Specifying the Sitemap location"). */
export function findSitemapLines(robotsTxt: string, robotsUrl: string): string[] {
  const base = resolveBase(robotsUrl, null);
  const urls = robotsTxt.split(/\r\n?|\n/).flatMap((line) => {
    const named = /^\s{0,20}sitemap\s{0,20}:(.*)$/i.exec(line.slice(0, 4_000))?.[1];
    const url = named === undefined ? null : resolveUrl(named.replace(/\s#.*$/, ''), base);
    return url !== null && /^https?:/i.test(url) ? [url] : [];
  });
  return [...new Set(urls)].slice(0, MAX_CANDIDATES);
}

function isFeedLink(name: string, { rel = '', type = '', href = '' }: Record<string, string>): boolean {
  const relations = rel.toLowerCase().split(/\s+/);
  const kind = type.toLowerCase().split(';')[0]?.trim() ?? '';
  if (href.trim() === '') return false;
  if (FEED_TYPE.test(kind)) return true;
  if (name === 'a') return FEED_ADDRESS.test(href.replace(/^[a-z]+:\/\/[^/]*/i, ''));
  if (relations.includes('feed')) return true;
  return relations.includes('alternate') && VAGUE_TYPE.test(kind) && FEED_ADDRESS.test(href);
}

function attributesOf(tag: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of tag.matchAll(ATTRIBUTE))
    attributes[name.toLowerCase()] ??= decodeReferences(double ?? single ?? bare ?? '');
  return attributes;
}

const withoutFeedScheme = (href: string | undefined): string | undefined =>
  href
    ?.trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');

/** Keeps the first link of each address. */
function unique(candidates: readonly FeedCandidate[]): FeedCandidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ url }) => !seen.has(url) && seen.add(url) !== undefined);
}
