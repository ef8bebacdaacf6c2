import type { Author, ParsedArticle } from '@dateline/contracts';
import { isObject, typesOf, valuesOf, type JsonObject } from '../../json-ld/read-json-ld.js';
import { isInTeaser } from '../../page/in-teaser.js';
import { usualAgencyName } from '../../lines/news-agencies.js';
import type { PageElement } from '../../page/page-tree.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { matchKey } from '../../text/match-key.js';
import { BYLINE_PREFIX, ORGANISATION_WORD } from './author-words.js';
import type { Candidate } from '../provenance.js';
import { authorNames } from './author-names.js';
import type { PageContext } from '../page-context.js';
import { bylineLines, printedBylines, type PrintedByline } from './printed-bylines.js';
import { siteNames } from '../headline/site-names.js';
import { absoluteUrl } from '../page-urls.js';

export type Authors = Pick<ParsedArticle, 'author' | 'byline'>;

const META_KEYS = [
  'author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'article:author_name',
  'cxenseparse:author',
  'og:article:author',
  'article:author',
  'citation_author',
];
/** "paper.example": an organisation that signs with its address. */
const SITE_NAME = /^\S+\.[a-z]{2,4}$/i;
const MOST_FROM_BYLINE = 4;
const MOST_NAME_WORDS = 5;

/**
 * Reads authors from JSON-LD, then meta elements, then byline elements, then the feed; and the byline as the
 * page prints it.
 */
export function readAuthors(context: PageContext): Authors {
  const bylines = [...printedBylines(context), ...bylineLines(context)];
  const candidates = [
    ...linkedAuthors(context),
    ...metaAuthors(context),
    ...bylineAuthors(bylines),
    ...feedAuthors(context),
  ].filter(({ value }) => value.length > 0);
  const preferred = unlessUnprinted(preferPersons(candidates, siteNames(context)), bylines);
  const winner = withCoAuthors(preferred, bylines);
  const author = context.provenance.choose('author', winner, candidates) ?? [];
  return { author, byline: chooseByline(context, bylines, author) };
}

/**
 * Structured data may name whoever entered the story. If no byline prints that name, the printed person wrote
 * it.
 */
function unlessUnprinted(
  stated: Candidate<Author[]> | undefined,
  bylines: readonly PrintedByline[],
): Candidate<Author[]> | undefined {
  if (!stated || !/^(?:json-ld|meta)/.test(stated.source)) return stated;
  const printed = bylines.map(({ text }) => matchKey(text));
  const isPrinted = ({ name }: Author): boolean => printed.some((text) => text.includes(matchKey(name)));
  if (stated.value.some(isPrinted)) return stated;
  // A line that only begins with "By" may belong to anything, so it does not overrule structured data.
  const own = bylines.filter(({ element, source }) => source !== 'text' && !isInTeaser(element));
  const other = bylineAuthors(own).find(({ value }) => value.length > 0 && value.every(isWrittenAsName));
  return other ?? stated;
}

/**
 * Structured data often names only the first author. Adjacent bylines that include that name give the others.
 */
function withCoAuthors(
  winner: Candidate<Author[]> | undefined,
  bylines: readonly PrintedByline[],
): Candidate<Author[]> | undefined {
  for (const { element } of winner ? bylines : []) {
    const beside = bylines.filter((byline) => isBeside(byline.element, element));
    const names = distinct(beside.flatMap((byline) => toAuthors(byline.names)));
    const keys = names.map(({ name }) => matchKey(name));
    const more = names.length > (winner?.value.length ?? 0) && names.length <= MOST_FROM_BYLINE;
    if (
      more &&
      winner?.value.every(({ name }) => keys.includes(matchKey(name))) &&
      names.every(isWrittenAsName)
    )
      return { source: 'bylines', value: names };
  }
  return winner;
}

/** Whether two elements are entries of one list: they share parent, element name and class. */
function isBeside(a: PageElement, b: PageElement): boolean {
  return a.parent === b.parent && a.name === b.name && a.attributes['class'] === b.attributes['class'];
}

/** A class name alone does not make "Personal finance" an author. */
function isSigned(author: Author): boolean {
  const words = author.name.split(' ');
  return (
    words.length === 1 ||
    author.type === 'Organization' ||
    !/^\p{Ll}/u.test(words.at(-1) ?? '') ||
    /^\p{Ll}/u.test(words[0] ?? '')
  );
}

function isWrittenAsName(author: Author): boolean {
  const words = author.name.split(' ');
  return (
    isFullName(author) &&
    words.length <= MOST_NAME_WORDS &&
    /^[\p{Lu}\p{Lo}]/u.test(words[0] ?? '') &&
    /^[\p{Lu}\p{Lo}]/u.test(words.at(-1) ?? '')
  );
}

function isFullName({ name, type }: Author): boolean {
  return type === 'Person' && /\S\s\S|\p{Lo}{3}/u.test(name);
}

/** A person named elsewhere on the page is preferred to an organisation in the author field. */
function preferPersons(
  candidates: readonly Candidate<Author[]>[],
  houses: ReadonlySet<string>,
): Candidate<Author[]> | undefined {
  const mayBePerson = ({ name, type }: Author): boolean => type === 'Person' && !houses.has(matchKey(name));
  const isPerson = (author: Author): boolean => mayBePerson(author) && isFullName(author);
  const [first] = candidates;
  // An account name or a single name is replaced by a full name, as an organisation is.
  return first?.value.some(isPerson)
    ? first
    : (candidates.find(({ value }) => value.every(isPerson)) ?? first);
}

function linkedAuthors({ articles, signals, url }: PageContext): Candidate<Author[]>[] {
  return ['author', 'creator'].flatMap((key) =>
    articles.map((article) => ({
      source: key === 'author' ? 'json-ld' : 'json-ld:creator',
      value: distinct(valuesOf(article, key, signals.linked).flatMap((value) => linkedAuthor(value, url))),
    })),
  );
}

function linkedAuthor(value: unknown, base: string | null): Author[] {
  if (typeof value === 'string') return toAuthors(value);
  if (!isObject(value)) return [];
  const names = (Array.isArray(value['name']) ? value['name'] : [value['name']]).filter(
    (name): name is string => typeof name === 'string',
  );
  return names
    .flatMap((name) => toAuthors(name, linkedType(value)))
    .map((author) => ({ ...author, url: absoluteUrl(value['url'], base) }));
}

function linkedType(node: JsonObject): Author['type'] | undefined {
  return typesOf(node).some((type) => /Organi[sz]ation|Corporation/.test(type)) ? 'Organization' : undefined;
}

function metaAuthors({ signals }: PageContext): Candidate<Author[]>[] {
  const labelled = /written|author|by\b/i.test(signals.metas.get('twitter:label1')?.[0] ?? '')
    ? ['twitter:data1']
    : [];
  return [...META_KEYS, ...labelled].map((key) => ({
    source: `meta:${key}`,
    value: distinct((signals.metas.get(key) ?? []).flatMap((value) => toAuthors(value))),
  }));
}

function bylineAuthors(bylines: readonly PrintedByline[]): Candidate<Author[]>[] {
  return bylines.map(({ names, source }) => ({
    source,
    value: distinct(toAuthors(names))
      .filter((author) => source !== 'class' || isSigned(author))
      .slice(0, MOST_FROM_BYLINE),
  }));
}

function feedAuthors({ feed }: PageContext): Candidate<Author[]>[] {
  return feed ? [{ source: 'feed', value: distinct(feed.authors.flatMap((name) => toAuthors(name))) }] : [];
}

/** The printed line that names the first author. Lines with "By" come first. */
function chooseByline(
  { provenance }: PageContext,
  bylines: readonly PrintedByline[],
  author: readonly Author[],
): string | null {
  const name = matchKey(author[0]?.name ?? '');
  if (name === '') return null;
  const naming = bylines
    .filter(({ text }) => matchKey(text).includes(name))
    .map(({ text }) => ({ source: 'byline', value: collapseSpace(text) }));
  const best = naming.find(({ value }) => BYLINE_PREFIX.test(value)) ?? naming[0];
  return provenance.choose('byline', best);
}

function toAuthors(value: string, type?: Author['type']): Author[] {
  return authorNames(value).map((name) => ({ name, type: type ?? typeOfName(name), url: null }));
}

function typeOfName(name: string): Author['type'] {
  const house = usualAgencyName(name) !== null || ORGANISATION_WORD.test(name) || SITE_NAME.test(name);
  return house ? 'Organization' : 'Person';
}

function distinct(authors: readonly Author[]): Author[] {
  const seen = new Map<string, Author>();
  for (const author of authors) if (!seen.has(matchKey(author.name))) seen.set(matchKey(author.name), author);
  return [...seen.values()];
}
