import { readCredit } from '../lines/read-credit.js';
import { BLOCKS } from '../page/element-names.js';
import { PageElement, type PageNode } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { measureText } from './measure-text.js';

const LEVELS = 5;
const LEAST_TEXT = 70;
const LONGEST_CREDIT = 100;
const MOST_LINKED = 0.3;
/** Two texts that share this many characters are one. */
const PROBE = 40;
/**
 * An introduction or a first chapter may stand above a container. Text longer than half of the container is
 * another article.
 */
const MOST_SHARE = 0.5;

/**
 * Elements with running text between the page's heading and the chosen container, in page order: a first
 * chapter or an introduction in an element of its own. The standfirst (`description`; both are match keys) is
 * left out. None if no heading stands above the container.
 */
export function leadSiblings(
  container: PageElement,
  root: PageElement,
  { headline, description }: { headline: string; description: string },
): PageElement[] {
  const found: PageElement[] = [];
  let at = container;
  if (container.holdsH1) return [];
  for (let level = 0; level < LEVELS && at !== root && at.parent; level++, at = at.parent) {
    for (const sibling of before(at)) {
      if (sibling.holdsH1 || isHeadline(sibling, headline)) {
        if (isText(sibling) && runsInto(sibling, container, description)) found.unshift(sibling);
        return textTotal(found) < container.goodWidth * MOST_SHARE ? found : [];
      }
      const text =
        isText(sibling) && (!isStandfirst(sibling, description) || runsInto(sibling, container, description));
      if (text || isCredit(sibling)) found.unshift(sibling);
    }
  }
  return [];
}

function before(element: PageElement): PageElement[] {
  const siblings = element.parent?.children ?? [];
  return withLooseLines(siblings.slice(0, siblings.indexOf(element)))
    .filter(({ dropped, holdsH1 }) => !dropped || holdsH1)
    .reverse();
}

/** Joins text between elements, separated only by line breaks, into one element. */
function withLooseLines(nodes: readonly PageNode[]): PageElement[] {
  const found: PageElement[] = [];
  const made: PageElement[] = [];
  let loose: PageElement | null = null;
  for (const node of nodes) {
    if (node.kind === 'element' && (BLOCKS.has(node.name) || node.holdsBlock || node.dropped)) {
      loose = null;
      found.push(node);
      continue;
    }
    if (loose === null) {
      loose = new PageElement('div', {}, node.parent);
      found.push(loose);
      made.push(loose);
    }
    loose.children.push(node);
  }
  for (const element of made) measureText(element);
  return found;
}

function isText({ goodWidth, linkWidth, textWidth }: PageElement): boolean {
  return goodWidth >= LEAST_TEXT && linkWidth < textWidth * MOST_LINKED;
}

function textTotal(elements: readonly PageElement[]): number {
  return elements.reduce((sum, { goodWidth }) => sum + goodWidth, 0);
}

/** The credit of a picture on a line of its own. It belongs to the caption, and the lead is removed later. */
function isCredit(element: PageElement): boolean {
  if (element.textWidth === 0 || element.textWidth > LONGEST_CREDIT) return false;
  return (readCredit(textOf(element, LONGEST_CREDIT))?.creditAgency ?? null) !== null;
}

function isHeadline(element: PageElement, headline: string): boolean {
  return headline !== '' && /^h[2-4]$/.test(element.name) && matchKey(textOf(element, 300)) === headline;
}

/**
 * A summary that consists of the first words of the story: the text continues from the introduction into the
 * container.
 */
function runsInto(element: PageElement, container: PageElement, description: string): boolean {
  const next = matchKey(textOf(container, PROBE * 2)).slice(0, PROBE);
  const at = next.length < PROBE ? -1 : description.indexOf(next);
  return at > 0 && matchKey(textOf(element, 1200)).includes(description.slice(0, Math.min(at, PROBE)));
}

function isStandfirst(element: PageElement, description: string): boolean {
  const key = matchKey(textOf(element, 600));
  return (
    description.length >= PROBE && (key.includes(description.slice(0, PROBE)) || description.includes(key))
  );
}
