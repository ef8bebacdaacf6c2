import type { FeedNode } from '../xml/feed-node.js';
import { allOf, firstOf } from '../xml/feed-node.js';
import type { FeedEntry, FeedInfo, FeedPerson, FeedSource } from '../feed.types.js';
import { lastModified, pageLink, readCategories, readDate, readId, readLanguage } from './map-feed.js';
import { findAddress } from './find-address.js';
import { readEnclosures, readEntryImage, readImageCredit, readMedia } from './read-media.js';
import { publicationOf } from './read-feed-date.js';
import { readLinks, type FeedLink } from './read-links.js';
import { readPeople } from './read-person.js';
import { readBody, readMediaText, readTitle, type TextRules } from './entry-texts.js';
import type { XmlRoot } from '../xml/xml.types.js';
import { resolveUrl } from '../text/resolve-url.js';

const AUTHORS = ['author', 'atom:author', 'dc:creator', 'dc:author', 'itunes:author'];

const PUBLISHED =
  'published issued pubDate atom:published atom:issued dcterms:issued created dcterms:created atom:created dc:date'.split(
    ' ',
  );
const UPDATED = 'updated modified atom:updated atom:modified dcterms:modified dc:date'.split(' ');

/** One item of any XML vocabulary in the normalised shape. */
export function mapEntry(node: FeedNode, root: XmlRoot, feed: FeedInfo): FeedEntry {
  const rules: TextRules = root === 'atom' ? 'atom' : 'rss';
  const links = readLinks(node, root);
  const id = readId(
    firstOf(node, 'guid')?.text ??
      firstOf(node, 'id', 'atom:id')?.text ??
      node.attributes['rdf:about'] ??
      firstOf(node, 'dc:identifier')?.text,
  );
  const originalUrl = addressOf(node.all('feedburner:origLink')[0]);
  const { summary, content } = findBodies(node, rules);
  const enclosures = readEnclosures(node, links);
  const media = readMedia(node);
  const imageCredit = readImageCredit(node);
  return {
    id,
    ...findAddress(node, links, { originalUrl, enclosures }),
    originalUrl,
    title:
      readTitle(firstOf(node, 'title'), rules) ??
      readTitle(firstOf(node, 'atom:title'), 'atom') ??
      readTitle(
        firstOf(node, 'dc:title', 'media:title', 'itunes:title') ?? firstOfMedia(node, 'media:title'),
        'rss',
      ),
    authors: findAuthors(node, rules, feed),
    ...publicationOf(readDate(node, PUBLISHED, node.lang ?? feed.language)),
    updated: readDate(node, UPDATED, node.lang ?? feed.language)?.iso ?? lastModified(node),
    summaryHtml: bodyOf(summary, rules),
    contentHtml: bodyOf(content, rules),
    enclosures,
    media,
    image: readEntryImage(node, media, enclosures),
    ...(imageCredit === null ? {} : { imageCredit }),
    categories: readCategories(node),
    language: readLanguage(
      firstOf(node, 'language', 'dc:language')?.text ?? content?.node.lang ?? summary?.node.lang ?? node.lang,
    ),
    commentsUrl:
      addressOf(firstOf(node, 'comments')) ??
      links.find((link) => link.rel === 'replies' && /html/i.test(link.type ?? 'html'))?.url ??
      null,
    source: readSource(node, root),
  };
}

interface Body {
  name: string;
  node: FeedNode;
}

const ATOM_CONTENTS = ['content', 'content:encoded'];
const RSS_CONTENTS = [
  'content:encoded',
  'xhtml:body',
  'body',
  'xhtml:div',
  'fullitem',
  'atom:content',
  'content',
];
const SUMMARIES = [
  'description',
  'summary',
  'atom:summary',
  'abstract',
  'dcterms:abstract',
  'dc:description',
  'itunes:summary',
  'media:description',
  'itunes:subtitle',
];

/** Full text and summary; the rules are those of the element's own vocabulary. */
function findBodies(node: FeedNode, rules: TextRules): { summary?: Body; content?: Body } {
  const contents = rules === 'atom' ? ATOM_CONTENTS : RSS_CONTENTS;
  const find = (names: readonly string[]): Body | undefined => {
    for (const name of names) {
      const found = firstOf(node, name);
      if (found) return { name, node: found };
    }
    return undefined;
  };
  const ofMedia = firstOfMedia(node, 'media:description');
  return {
    summary: find(SUMMARIES) ?? (ofMedia && { name: 'media:description', node: ofMedia }),
    content: find(contents),
  };
}

/** Video hosts describe the clip in a group or in a single content. */
function firstOfMedia(node: FeedNode, name: string): FeedNode | undefined {
  for (const holder of allOf(node, 'media:group', 'media:content')) {
    const found = firstOf(holder, name) ?? firstOfMedia(holder, name);
    if (found) return found;
  }
  return undefined;
}

function bodyOf(body: Body | undefined, rules: TextRules): string | null {
  if (!body) return null;
  if (body.name === 'media:description') return readMediaText(body.node);
  const isAtom = rules === 'atom' ? !body.name.includes(':') : body.name.startsWith('atom:');
  return readBody(body.node, isAtom ? 'atom' : 'rss');
}

/** Atom: an entry without an author has its source's, else the feed's (RFC 4287, 4.2.1). */
function findAuthors(node: FeedNode, rules: TextRules, feed: FeedInfo): FeedPerson[] {
  const own = readPeople(node, ...AUTHORS);
  if (own.length > 0 || rules === 'rss') return own;
  const source = node.all('source')[0];
  const fromSource = source ? readPeople(source, 'author') : [];
  return fromSource.length > 0 ? fromSource : feed.authors;
}

function readSource(node: FeedNode, root: XmlRoot): FeedSource | null {
  const [source] = allOf(node, 'source', 'atom:source');
  if (!source) return null;
  const isStructured = source.all('title').length + source.all('id').length + source.all('link').length > 0;
  if (!isStructured) {
    const title = readTitle(source, 'rss');
    const feedUrl = resolveUrl(source.attributes['url'], source.base);
    return title === null && feedUrl === null ? null : { title, url: null, feedUrl, id: null };
  }
  const links: FeedLink[] = readLinks(source, root);
  return {
    title: readTitle(firstOf(source, 'title'), 'atom'),
    url: pageLink(links),
    feedUrl: links.find((link) => link.rel === 'self')?.url ?? null,
    id: readId(firstOf(source, 'id')?.text),
  };
}

const addressOf = (node: FeedNode | undefined): string | null =>
  node ? resolveUrl(node.text, node.base) : null;
