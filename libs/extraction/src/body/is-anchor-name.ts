import type { PageElement } from '../page/page-tree.js';
import { ownClassWords } from '../page/class-words.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { BOILERPLATE_LINE } from './boilerplate-lines.js';
import { ENDING_HEADING } from './ending-headings.js';

const LONGEST_HEADING = 200;

/**
 * Whether a chrome word of an element stands in its id alone, and the id is the anchor of a section of the text: made of the words
 * of the heading that the section begins with. A heading that other stories or comments follow makes no section of the text.
 */
export function isAnchorName(element: PageElement, word: string): boolean {
  const { id } = element.attributes;
  if (!id || element.goodWidth === 0 || ownClassWords(element).includes(word.trim())) return false;
  const heading = element.children.find((child) => child.kind === 'element' && !child.dropped);
  if (heading?.kind !== 'element' || !/^h[1-6]$/.test(heading.name)) return false;
  const text = textOf(heading, LONGEST_HEADING);
  if (ENDING_HEADING.test(text) || BOILERPLATE_LINE.test(text)) return false;
  return lettersOf(text).includes(lettersOf(id.slice(0, LONGEST_HEADING)));
}

const lettersOf = (text: string): string => matchKey(text).replaceAll(' ', '');
