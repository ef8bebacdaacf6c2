import { classWords } from '../../page/class-words.js';
import { findElements, type PageElement } from '../../page/page-tree.js';
import { textOf } from '../../page/text-of.js';
import { matchKey } from '../../text/match-key.js';
import type { PageContext } from '../page-context.js';

const PAGE_HEAD =
  /(?:^|[\s_-])(?:top-?bar|top-?nav|header-?top|masthead|site-?header|main-?header|navbar|ticker|(?:current|todays?)-?date|date-?today|clock)(?=$|[\s_-])/;
const CARD_LEVELS = 4;
const LONGEST_HEADING = 250;

/** Whether an element stands in the head of the page, which prints today's date. */
export function isInMasthead(element: PageElement): boolean {
  let head: PageElement | null = null;
  for (let at: PageElement | null = element; at; at = at.parent) {
    if (at.name === 'article' || at.name === 'main') return false;
    if (at.name === 'header' || at.name === 'nav' || PAGE_HEAD.test(classWords(at))) head = at;
  }
  return head !== null && findElements(head, ({ name }) => name === 'h1').length === 0;
}

/**
 * Whether a date belongs to the linked heading of another story: both stand in one small part of the page.
 */
export function isOnCard({ signals }: Pick<PageContext, 'signals'>, element: PageElement): boolean {
  let at = element.parent;
  for (
    let level = 0;
    at && level < CARD_LEVELS && !/^(?:body|main)$/.test(at.name);
    level++, at = at.parent
  ) {
    const [heading] = findElements(at, ({ name }) => /^h[1-6]$/.test(name), 1);
    if (!heading) continue;
    const key = matchKey(textOf(heading, LONGEST_HEADING));
    return (
      heading.name !== 'h1' && isLinked(heading, at) && key !== '' && !matchKey(signals.title).includes(key)
    );
  }
  return false;
}

function isLinked(heading: PageElement, card: PageElement): boolean {
  if (findElements(heading, ({ name }) => name === 'a', 1).length > 0) return true;
  for (let at: PageElement | null = heading; at && at !== card.parent; at = at.parent)
    if (at.name === 'a') return true;
  return false;
}
