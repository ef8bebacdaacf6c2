import { classWords } from '../page/class-words.js';
import { BLOCKS, LEAF_BLOCKS } from '../page/element-names.js';
import { commonAncestor, findElements, isWithin, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { BODY_CLASS } from './body-names.js';
import { withChunks } from './body-chunks.js';

/**
 * How clearly an element claims to hold the article: 3 for microdata, 2 for a body-like name, 1 for an
 * article element.
 */
interface Hint {
  element: PageElement;
  strength: 1 | 2 | 3;
}

/** Most good text that a common parent may have, as a multiple of the good text of its chunks. */
const MOST_BESIDE_CHUNKS = 1.2;
/** Most good text that may follow the article in its container, as a share of the article's own. */
const MOST_AFTER = 0.1;
/** The heading of a part is searched among this many elements at its beginning. */
const LOOKED_AT = 20;
/** Least good text of a part beside the article that makes it a story of its own. */
const STORY = 100;
const NAMING_ATTRIBUTES = ['data-testid', 'data-cy', 'data-component', 'data-qa'];

/**
 * Returns the elements that hold the article's text, in page order. They are found by hints, else by text
 * density, and then corrected by the matching heading and by their share of the page's text. There are
 * several if the text is cut into chunks.
 */
export function chooseContainers(root: PageElement, headline: string): PageElement[] {
  const hints = findHints(root);
  const chosen = byName(hints, root) ?? byArticleElement(hints, root) ?? descend(root);
  const container = widen(besideHeading(chosen, hints, root, headline), hints, root);
  const named = hints.filter(({ strength }) => strength >= 2).map(({ element }) => element);
  return withChunks(container, named);
}

function findHints(root: PageElement): Hint[] {
  const hints: Hint[] = [];
  const visit = (element: PageElement): void => {
    for (const child of element.children) {
      if (child.kind === 'text' || child.dropped) continue;
      const strength = hintOf(child);
      if (strength && child.goodWidth > 0) hints.push({ element: child, strength });
      visit(child);
    }
  };
  visit(root);
  return hints;
}

function hintOf(element: PageElement): Hint['strength'] | null {
  const { attributes, name } = element;
  if (/articleBody|reviewBody/.test(attributes['itemprop'] ?? '')) return 3;
  if (BLOCKS.has(name)) {
    if (attributes['data-article-content'] !== undefined || BODY_CLASS.test(classWords(element))) return 2;
    const names = NAMING_ATTRIBUTES.map((key) => attributes[key] ?? '')
      .join(' ')
      .trim();
    if (names && BODY_CLASS.test(names)) return 2;
  }
  return name === 'article' ? 1 : null;
}

/**
 * The smallest of the named elements that hold nearly the most good text, joined with siblings of the same
 * class.
 */
function byName(hints: readonly Hint[], root: PageElement): PageElement | null {
  const floor = Math.min(root.goodWidth * 0.25, Math.max(root.goodWidth * 0.12, 500));
  const strong = hints.filter(({ strength, element }) => strength >= 2 && element.goodWidth >= floor);
  const most = Math.max(...strong.map(({ element }) => element.goodWidth));
  const [best] = strong
    .filter(({ element }) => element.goodWidth >= most * 0.85)
    .sort((a, b) => excess(a.element) - excess(b.element) || b.strength - a.strength);
  if (!best) return null;
  return joinChunks(
    best.element,
    strong.map(({ element }) => element),
  );
}

/**
 * Joins the chunks of an article that is cut by advertisements or a meter. The chunks share a class name, in
 * one parent or in parents that hold little else.
 */
function joinChunks(best: PageElement, named: readonly PageElement[]): PageElement {
  const alike = named.filter(
    (element) =>
      element !== best &&
      element.attributes['class'] === best.attributes['class'] &&
      !isWithin(element, best) &&
      !isWithin(best, element),
  );
  const siblings = alike.filter(({ parent }) => parent === best.parent);
  if (siblings.length > 0) return best.parent ?? best;
  const around = alike.length > 0 ? commonAncestor([best, ...alike]) : null;
  const joined = [best, ...alike].reduce((sum, { goodWidth }) => sum + goodWidth, 0);
  return around && around.goodWidth <= joined * MOST_BESIDE_CHUNKS ? around : best;
}

function excess(element: PageElement): number {
  return element.textWidth - element.goodWidth;
}

function byArticleElement(hints: readonly Hint[], root: PageElement): PageElement | null {
  const [largest] = hints
    .filter(({ strength }) => strength === 1)
    .sort((a, b) => b.element.goodWidth - a.element.goodWidth);
  return largest && largest.element.goodWidth >= root.goodWidth * 0.4 ? descend(largest.element) : null;
}

/** Descends as long as one child holds most of the good text. */
export function descend(from: PageElement): PageElement {
  let at = from;
  for (;;) {
    let most: PageElement | null = null;
    for (const child of at.children) {
      if (child.kind === 'element' && !child.dropped && child.goodWidth > (most?.goodWidth ?? 0))
        most = child;
    }
    if (!most || !BLOCKS.has(most.name) || LEAF_BLOCKS.has(most.name) || most.goodWidth < at.goodWidth * 0.78)
      return at;
    at = most;
  }
}

/** If several articles share a page, chooses the one under the heading that matches the headline. */
function besideHeading(
  chosen: PageElement,
  hints: readonly Hint[],
  root: PageElement,
  headline: string,
): PageElement {
  const heading = headline.length > 8 ? findHeading(root, headline) : null;
  for (let at = heading?.parent ?? null; at && at !== root; at = at.parent) {
    if (at.goodWidth < STORY || !hints.some(({ element }) => element === at)) continue;
    const apart =
      !isWithin(chosen, at) &&
      (!isWithin(at, chosen) ||
        isLastIn(at, chosen) ||
        (heading !== null && isBeforeStory(at, chosen, heading)));
    return apart && at.goodWidth >= Math.max(250, chosen.goodWidth * 0.25) ? descend(at) : chosen;
  }
  return chosen;
}

/**
 * Whether almost no text follows `element` in `around`. Then a heading after it belongs to another article.
 */
function isLastIn(element: PageElement, around: PageElement): boolean {
  let after = 0;
  for (let at = element; at !== around && at.parent; at = at.parent) {
    const siblings = at.parent.children;
    for (const sibling of siblings.slice(siblings.indexOf(at) + 1))
      if (sibling.kind === 'element' && !sibling.dropped) after += sibling.goodWidth;
  }
  return after <= element.goodWidth * MOST_AFTER;
}

/**
 * Whether another story follows `element` in `around`: a similar part with a heading of the same rank as
 * `heading`.
 */
function isBeforeStory(element: PageElement, around: PageElement, heading: PageElement): boolean {
  for (let at = element; at !== around && at.parent; at = at.parent) {
    const siblings = at.parent.children;
    const story = siblings
      .slice(siblings.indexOf(at) + 1)
      .some(
        (sibling) =>
          sibling.kind === 'element' &&
          sibling.name === at.name &&
          sibling.goodWidth >= STORY &&
          firstHeading(sibling, LOOKED_AT)?.name === heading.name,
      );
    if (story) return true;
  }
  return false;
}

/** The first h1, h2 or h3 among the first `limit` elements of a part. */
function firstHeading(element: PageElement, limit: number): PageElement | null {
  const [found] = findElements(element, () => true, limit).filter(({ name }) => /^h[123]$/.test(name));
  return found ?? null;
}

function findHeading(root: PageElement, headline: string): PageElement | null {
  for (const child of root.children) {
    if (child.kind === 'text' || child.dropped) continue;
    if (/^h[123]$/.test(child.name) && child.textWidth > 0) {
      const key = matchKey(textOf(child));
      if (key === headline || (key.length > 15 && headline.startsWith(key))) return child;
    }
    const inside = findHeading(child, headline);
    if (inside) return inside;
  }
  return null;
}

/** Replaces a named element that holds little of the page's text by the dense one around it. */
function widen(chosen: PageElement, hints: readonly Hint[], root: PageElement): PageElement {
  if (chosen.goodWidth >= root.goodWidth * 0.35) return chosen;
  const dense = descend(root);
  const articles = hints.filter(({ element }) => element.name === 'article' && element.goodWidth > 200);
  const holdsChosen = chosen !== dense && isWithin(chosen, dense) && dense.goodWidth > root.goodWidth * 0.6;
  return holdsChosen && articles.length < 3 ? dense : chosen;
}
