import { elementsOf, findElements, type PageElement } from '../../page/page-tree.js';
import { textOf } from '../../page/text-of.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { BYLINE_PREFIX } from './author-words.js';
import type { PageContext } from '../page-context.js';
import { isElsewhere } from '../images/read-figures.js';

/** A line by which the page says who wrote the story. */
export interface PrintedByline {
  /** As printed. */
  text: string;
  /** What of it names the authors: its links where the rest is not a name. */
  names: string;
  source: 'rel:author' | 'itemprop' | 'class' | 'text';
  element: PageElement;
}

const LONGEST_BYLINE = 120;
const LONGEST_LINE = 70;
const LINES_LOOKED_AT = 3000;
const MOST_LINES = 3;
const MOST_LINKS = 4;
const STRENGTH: Readonly<Record<PrintedByline['source'], number>> = {
  'rel:author': 0,
  itemprop: 1,
  class: 2,
  text: 3,
};
/** ", May 3, 2031" after the name. */
const TRAILING_DATE = /[,|·]?\s*(?:on )?\p{L}{3,}\.? \d{1,2},? (?:19|20)\d\d$/u;
const HIDDEN = /display\s*:\s*none/i;

/** Byline elements, the plainest statement first; those of comments, of other stories and out of sight are left out. */
export function printedBylines({ signals }: PageContext): PrintedByline[] {
  return signals.bylineElements
    .filter((element) => !/comment/i.test(element.attributes['class'] ?? '') && isOfStory(element))
    .map((element) => ({
      text: textOf(element, LONGEST_BYLINE),
      names: namesIn(element),
      source: sourceOf(element),
      element,
    }))
    .filter(({ text }) => text !== '' && text.length < LONGEST_BYLINE && !/\*$/.test(text))
    .sort((a, b) => STRENGTH[a.source] - STRENGTH[b.source]);
}

/** Short lines that begin "By Rosa Lind", in elements that no class name tells apart. */
export function bylineLines({ signals }: PageContext): PrintedByline[] {
  const lines: PrintedByline[] = [];
  for (const element of elementsOf(signals.body).slice(0, LINES_LOOKED_AT).filter(opensAsByline)) {
    if (lines.length >= MOST_LINES) break;
    const text = collapseSpace(textOf(element, LONGEST_LINE));
    if (text.length < LONGEST_LINE && isByline(text) && isOfStory(element))
      lines.push({ text, names: text, source: 'text', element });
  }
  return lines;
}

function opensAsByline({ children: [first] }: PageElement): boolean {
  const opening = first?.kind === 'text' ? first.text.trimStart().slice(0, 40) : '';
  return opening !== '' && BYLINE_PREFIX.test(`${opening.trimEnd()} `);
}

/** Prefix and two to six words that could be names, and no sentence. */
function isByline(text: string): boolean {
  const rest = text.replace(BYLINE_PREFIX, '').replace(TRAILING_DATE, '');
  return (
    BYLINE_PREFIX.test(text) &&
    /^\p{Lu}[\p{L}.’'-]*(?:,? (?:\p{Lu}[\p{L}.’'-]*|and|und|et|y|e|\+|de|von|van|al)){1,6}$/u.test(rest)
  );
}

function sourceOf({ attributes }: PageElement): PrintedByline['source'] {
  return attributes['rel'] === 'author' ? 'rel:author' : attributes['itemprop'] ? 'itemprop' : 'class';
}

function namesIn(element: PageElement): string {
  const text = textOf(element, LONGEST_BYLINE);
  if (!/\d/.test(text) && text.split(' ').length <= 6) return text;
  const links = findElements(element, ({ name }) => name === 'a', MOST_LINKS + 1)
    .map((link) => textOf(link, LONGEST_BYLINE))
    .filter((name) => /^\S+(?: \S+){1,3}$/.test(name) && !/\d|comment|kommentar|reply/i.test(name));
  return links.length > 0 && links.length <= MOST_LINKS ? links.join(', ') : text;
}

/** Whether an element belongs to the story and is shown; the footer of an article does, that of the page does not. */
export function isOfStory(element: PageElement): boolean {
  for (let at: PageElement | null = element; at; at = at.parent)
    if (at.attributes['hidden'] !== undefined || HIDDEN.test(at.attributes['style'] ?? '')) return false;
  const footer = ancestorOf(element, 'footer');
  return !isElsewhere(footer?.parent && ancestorOf(footer, 'article') ? footer.parent : element);
}

function ancestorOf(element: PageElement, name: string): PageElement | null {
  let at = element.parent;
  while (at && at.name !== name) at = at.parent;
  return at;
}
