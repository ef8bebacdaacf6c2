import type { FeedDocument, FeedNode } from '../xml/feed-node.js';
import { allOf, firstOf } from '../xml/feed-node.js';
import type { FeedInfo } from '../feed.types.js';
import { readLinks, type FeedLink } from './read-links.js';
import { readPeople } from './read-person.js';
import { readPublisherRhythm } from './read-publisher-rhythm.js';
import { readFeedDate, readStatedFeedDate, type FeedDate } from './read-feed-date.js';
import { readHistory } from './read-history.js';
import { plainTitle } from './plain-title.js';
import { readTitle, type TextRules } from './entry-texts.js';
import { resolveUrl } from '../text/resolve-url.js';

/** The elements of each field in the vocabularies, best first. */
const NAMES = {
  description:
    'description subtitle tagline atom:subtitle atom:tagline dc:description itunes:summary itunes:subtitle abstract info',
  updated: 'updated modified lastBuildDate atom:updated atom:modified dcterms:modified dc:date',
  published:
    'published issued pubDate atom:published atom:issued dcterms:issued dcterms:created created dc:date',
  authors:
    'author atom:author dc:creator dc:author managingEditor itunes:author itunes:owner webMaster dc:publisher',
} as const;
const MAX_AUTHORS = 50;

const namesOf = (field: keyof typeof NAMES): string[] => NAMES[field].split(' ');

/** What the document says of the feed itself. `httpLanguage` is the Content-Language header. */
export function mapFeed({ root, feed }: FeedDocument, httpLanguage: string | null): FeedInfo {
  const rules: TextRules = root === 'atom' ? 'atom' : 'rss';
  const links = readLinks(feed, root);
  const language = readLanguage(firstOf(feed, 'language', 'dc:language')?.text ?? feed.lang ?? httpLanguage);
  return {
    id: readId(firstOf(feed, 'id', 'atom:id', 'guid')?.text ?? feed.attributes['rdf:about']),
    title: readTitle(firstOf(feed, 'title', 'atom:title', 'dc:title'), rules),
    description: readTitle(firstOf(feed, ...namesOf('description')), rules),
    link: pageLink(links) ?? resolveUrl(feed.attributes['href'], feed.base),
    selfUrl: links.find((link) => link.rel === 'self')?.url ?? null,
    hubUrls: [...new Set(links.filter((link) => link.rel === 'hub').map((link) => link.url))],
    image: readFeedImage(feed),
    language,
    updated: readDate(feed, namesOf('updated'), language)?.iso ?? lastModified(feed),
    published: readDate(feed, namesOf('published'), language)?.iso ?? null,
    ttl: readCount(firstOf(feed, 'ttl')?.text),
    rhythm: readPublisherRhythm(feed),
    generator: readGenerator(feed),
    authors: readPeople(feed, ...namesOf('authors')).slice(0, MAX_AUTHORS),
    categories: readCategories(feed),
    history: readHistory(feed, links),
  };
}

const MAX_GENERATOR = 200;

/** Atom has the address in an attribute, RSS writes it as the text. */
function readGenerator(feed: FeedNode): string | null {
  const generator = firstOf(feed, 'generator', 'atom:generator');
  const written = [generator?.attributes['uri'], generator?.text].map((text) => text?.trim() ?? '');
  return written.filter(Boolean).join(' ').slice(0, MAX_GENERATOR) || null;
}

/** CDF has the date in an attribute. */
export const lastModified = ({ attributes }: FeedNode): string | null =>
  readFeedDate(attributes['lastmod'])?.toISOString() ?? null;

/** The page a feed or entry is about: an alternate link, HTML before other types. */
export function pageLink(links: readonly FeedLink[]): string | null {
  const alternates = links.filter((link) => link.rel === 'alternate');
  const page = alternates.find((link) => link.type === null || /html/i.test(link.type)) ?? alternates[0];
  return page?.url ?? null;
}

/** An id is kept verbatim except for white space around it. */
export function readId(text: string | undefined): string | null {
  const id = text?.trim() ?? '';
  return id === '' ? null : id;
}

/**
 * The first of these children that holds a readable date. The language decides how `04/05/2024` is
 * read.
 */
export function readDate(node: FeedNode, names: readonly string[], language: string | null): FeedDate | null {
  for (const name of names) {
    for (const child of node.all(name)) {
      const date = readStatedFeedDate(child.text, { language });
      if (date) return date;
    }
  }
  return null;
}

export function readLanguage(text: string | null | undefined): string | null {
  const tag = (text ?? '').trim().replaceAll('_', '-');
  return /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null;
}

export function readCount(text: string | undefined): number | null {
  const digits = text?.trim() ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

export function readCategories(node: FeedNode): string[] {
  const itunes = node.all('itunes:category');
  const named = [
    ...allOf(node, 'category', 'atom:category', 'dc:subject', 'media:category'),
    ...node.all('media:group').flatMap((group) => group.all('media:category')),
    ...itunes,
    ...itunes.flatMap((category) => category.all('itunes:category')),
  ].map(({ attributes, text }) => attributes['label'] ?? attributes['term'] ?? attributes['text'] ?? text);
  const keywords = node.all('itunes:keywords').flatMap(({ text }) => text.split(','));
  return [...new Set([...named, ...keywords].flatMap((name) => plainTitle(name) ?? []))];
}

function readFeedImage(feed: FeedNode): string | null {
  const oldStyle = feed.all('itunes:link').filter((link) => link.attributes['rel'] === 'image');
  for (const image of [
    ...allOf(feed, 'image', 'itunes:image', 'logo', 'atom:logo', 'icon', 'atom:icon'),
    ...oldStyle,
  ]) {
    const child = firstOf(image, 'url');
    const written = child?.text ?? image.attributes['href'] ?? image.attributes['rdf:resource'] ?? image.text;
    const url = resolveUrl(written, child?.base ?? image.base);
    if (url) return url;
  }
  return null;
}
