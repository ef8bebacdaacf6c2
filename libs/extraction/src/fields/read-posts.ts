import type { LiveBlogPost } from '@dateline/contracts';
import { readDate } from '@dateline/dates';
import { isObject, valuesOf } from '../json-ld/read-json-ld.js';
import { classWords } from '../page/class-words.js';
import { elementsOf, isWithin, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { collapseSpace } from '../text/collapse-space.js';
import { stripTags } from '../text/strip-tags.js';
import type { PageContext } from './page-context.js';

/** Most posts of one live blog. */
const MOST_POSTS = 200;
const LONGEST_POST = 20_000;
const LONGEST_HEADING = 300;
/** Fewest marked elements that make a live blog. */
const LEAST_MARKED = 3;
const POST_NAME =
  /(?:^|[\s_-])live-?(?:blog|ticker|feed|update|center|coverage)s?[_-]+(?:post|entry|item|update|event|card|block)(?=$|[\s_-])|(?:^|[\s_-])live-?(?:post|entry|update)(?=$|[\s])/;
const PARAGRAPHS = new Set('p li blockquote pre'.split(' '));
const HEADING = /^h[2-6]$/;

/**
 * The posts of a live blog: JSON-LD `liveBlogUpdate`, else the elements marked as such posts. Linear in the
 * size of the page.
 */
export function readPosts({ articles, signals, provenance }: PageContext): LiveBlogPost[] {
  const stated = articles
    .flatMap((article) => valuesOf(article, 'liveBlogUpdate', signals.linked))
    .slice(0, MOST_POSTS)
    .flatMap(statedPost);
  const printed = stated.length > 0 ? [] : printedPosts(signals.body);
  const posts = stated.length > 0 ? stated : printed.length >= LEAST_MARKED ? printed : [];
  if (posts.length > 0)
    provenance.choose('liveBlogUpdate', {
      source: stated.length > 0 ? 'json-ld' : 'class',
      value: posts.length,
    });
  return posts;
}

function statedPost(value: unknown): LiveBlogPost[] {
  if (!isObject(value)) return [];
  const said = (key: string): string => {
    const text = value[key];
    return typeof text === 'string' ? text.slice(0, LONGEST_POST) : '';
  };
  const articleBody = linesOf(said('articleBody') || said('text') || said('description'));
  const headline = collapseSpace(stripTags(said('headline') || said('name'), LONGEST_HEADING));
  if (articleBody === '' && headline === '') return [];
  return [{ datePublished: instantOf(said('datePublished')), headline: headline || null, articleBody }];
}

function linesOf(html: string): string {
  const lines = html.split(/\n+|<\/(?:p|div|li|h\d)>|<br\s{0,9}\/?>/i);
  return lines
    .map((line) => collapseSpace(stripTags(line, LONGEST_POST)))
    .filter(Boolean)
    .join('\n');
}

function printedPosts(body: PageElement): LiveBlogPost[] {
  const posts: PageElement[] = [];
  for (const element of elementsOf(body)) {
    if (posts.length >= MOST_POSTS) break;
    if (!isMarked(element)) continue;
    const last = posts.at(-1);
    // A post may contain parts with the same class. The outermost element is the post.
    if (last === undefined || !isWithin(element, last)) posts.push(element);
  }
  return posts.flatMap(printedPost);
}

function isMarked(element: PageElement): boolean {
  const { itemprop } = element.attributes;
  return itemprop === 'liveBlogUpdate' || POST_NAME.test(classWords(element));
}

function printedPost(post: PageElement): LiveBlogPost[] {
  const inside = elementsOf(post);
  const time = inside.find(({ name, attributes }) => name === 'time' && attributes['datetime'] !== undefined);
  const heading = inside.find(({ name }) => HEADING.test(name));
  const paragraphs = inside.filter(
    (element) => PARAGRAPHS.has(element.name) && !(element.parent && PARAGRAPHS.has(element.parent.name)),
  );
  const articleBody = paragraphs
    .map((paragraph) => textOf(paragraph, LONGEST_POST))
    .filter(Boolean)
    .join('\n');
  if (time === undefined || articleBody === '') return [];
  return [
    {
      datePublished: instantOf(time.attributes['datetime'] ?? ''),
      headline: (heading && textOf(heading, LONGEST_HEADING)) || null,
      articleBody: articleBody.slice(0, LONGEST_POST),
    },
  ];
}

function instantOf(text: string): string | null {
  return text === '' ? null : (readDate(text.slice(0, 100))?.iso ?? null);
}
