import type { PageElement } from '../page/page-tree.js';
import { ownClassWords } from '../page/class-words.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { BOILERPLATE_LINE } from './boilerplate-lines.js';
import { ENDING_HEADING } from './ending-headings.js';

const LONGEST_HEADING = 200;

/**
 * Whether a chrome word occurs only in the id of an element, and that id is the anchor of a section: it
 * consists of words of the section's heading. A heading followed by other stories or by comments does not
 * begin a section of the text.
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
