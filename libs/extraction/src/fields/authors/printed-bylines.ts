import { elementsOf, type PageElement } from '../../page/page-tree.js';
import { BYLINE_PREFIX, PHOTO_LABEL } from './author-words.js';
import type { PageContext } from '../page-context.js';
import { isOfOtherWork, isOfStory } from './author-places.js';
import { bylineText, namesIn } from './byline-text.js';

/** A line in which the page says who wrote the story. */
export interface PrintedByline {
  /** As printed. */
  text: string;
  /** The part that names the authors: its links if the rest is not a name. */
  names: string;
  source: 'rel:author' | 'itemprop' | 'class' | 'text';
  element: PageElement;
}

const LONGEST_BYLINE = 120;
const LONGEST_LINE = 70;
const LINES_LOOKED_AT = 3000;
const MOST_LINES = 3;
const STRENGTH: Readonly<Record<PrintedByline['source'], number>> = {
  'rel:author': 0,
  itemprop: 1,
  class: 2,
  text: 3,
};
/** ", May 3, 2031" after the name. */
const TRAILING_DATE = /[,|·]?\s*(?:on )?\p{L}{3,}\.? \d{1,2},? (?:19|20)\d\d$/u;

/**
 * Byline elements, the clearest statement first. Those of comments, of other stories and hidden ones are left
 * out.
 */
export function printedBylines({ signals }: PageContext): PrintedByline[] {
  return signals.bylineElements
    .filter((element) => !/comment/i.test(element.attributes['class'] ?? ''))
    .filter((element) => isOfStory(element) && !isOfOtherWork(element))
    .map((element) => ({
      text: bylineText(element, LONGEST_BYLINE),
      names: namesIn(element, LONGEST_BYLINE),
      source: sourceOf(element),
      element,
    }))
    .filter(
      ({ text }) =>
        text !== '' && text.length < LONGEST_BYLINE && !/\*$/.test(text) && !PHOTO_LABEL.test(text),
    )
    .sort((a, b) => STRENGTH[a.source] - STRENGTH[b.source]);
}

/** Short lines that begin "By Rosa Lind", in elements without a telling class name. */
export function bylineLines({ signals }: PageContext): PrintedByline[] {
  const lines: PrintedByline[] = [];
  for (const element of elementsOf(signals.body).slice(0, LINES_LOOKED_AT).filter(opensAsByline)) {
    if (lines.length >= MOST_LINES) break;
    const text = bylineText(element, LONGEST_LINE);
    if (text.length < LONGEST_LINE && isByline(text) && isOfStory(element) && !isOfOtherWork(element))
      lines.push({ text, names: namesIn(element, LONGEST_LINE), source: 'text', element });
  }
  return lines;
}

function opensAsByline({ children: [first] }: PageElement): boolean {
  const opening = first?.kind === 'text' ? first.text.trimStart().slice(0, 40) : '';
  return opening !== '' && BYLINE_PREFIX.test(`${opening.trimEnd()} `);
}

/** A prefix and two to six words that could be names, not a sentence. */
function isByline(text: string): boolean {
  const rest = text.replace(BYLINE_PREFIX, '').replace(TRAILING_DATE, '');
  return (
    BYLINE_PREFIX.test(text) &&
    !/^texte?o?\s+[^:]/i.test(text) &&
    /^\p{Lu}[\p{L}.’'-]*(?:,? (?:\p{Lu}[\p{L}.’'-]*|and|und|et|y|e|\+|de|von|van|al)){1,6}$/u.test(rest)
  );
}

function sourceOf({ attributes }: PageElement): PrintedByline['source'] {
  if (
    /(?:^|[\s:])(?:author|creator)(?:\s|$)/.test(`${attributes['rel'] ?? ''} ${attributes['property'] ?? ''}`)
  )
    return 'rel:author';
  return attributes['itemprop'] ? 'itemprop' : 'class';
}
