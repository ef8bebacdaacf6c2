import { readCaption } from '../lines/read-caption.js';
import { readDateline } from '../lines/read-dateline.js';
import { findElements, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';

const LONGEST_NOTE = 400;
const MOST_PARTS = 12;

/**
 * Whether an element that is usually chrome (aside, header) holds what stands above a story: the caption of
 * its picture with a credit, or a first paragraph with a dateline. It has no links.
 */
export function isLeadNote(element: PageElement): boolean {
  if (element.linkWidth > 0 || element.textWidth === 0 || element.textWidth > LONGEST_NOTE) return false;
  const parts = [element, ...findElements(element, () => true, MOST_PARTS - 1)];
  return parts.some((part) => {
    const text = textOf(part, LONGEST_NOTE);
    return readDateline(text) !== null || namesAgencyAndPerson(text);
  });
}

function namesAgencyAndPerson(text: string): boolean {
  const { credit } = readCaption(text);
  return (credit?.creditAgency ?? null) !== null;
}
