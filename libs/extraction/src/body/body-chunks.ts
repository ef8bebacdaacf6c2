import { isWithin, type PageElement } from '../page/page-tree.js';

const LEVELS = 4;
const MOST_CHUNKS = 300;
/** A class name or id that suggests that an element holds text. */
const TEXT_NAME = /text|para|body|content|copy|chunk|prose|story/i;
const MOST_LINKED = 0.2;
/** Least number of letters in the links of a chunk without paragraphs. */
const SHORTEST = 20;

/**
 * Returns a container and the other chunks of the same text, in page order. A page that cuts an article with
 * advertisements repeats the same element, and a chunk may hold a single sentence. The other chunks have the
 * body-like class of the container (`named`), or they stand beside the container, or beside an ancestor of
 * it, with the same names.
 */
export function withChunks(container: PageElement, named: readonly PageElement[]): PageElement[] {
  if (container.holdsH1) return [container];
  const alike = named.length > MOST_CHUNKS ? [] : named.filter((element) => isAlike(element, container));
  if (alike.length > 0) return inOrder([container, ...alike], named, container);
  let at = container;
  for (let level = 0; level < LEVELS; level++) {
    const { parent } = at;
    if (!parent || at.name === 'article' || at.name === 'body' || at.holdsH1) break;
    const twins = twinsOf(at, parent);
    if (twins.length > 1) return twins;
    at = parent;
  }
  return [container];
}

function isAlike(element: PageElement, container: PageElement): boolean {
  return (
    element !== container &&
    !!element.attributes['class'] &&
    element.attributes['class'] === container.attributes['class'] &&
    isChunk(element) &&
    storyOf(element) === storyOf(container) &&
    !isWithin(element, container) &&
    !isWithin(container, element)
  );
}

/** `named` must be in page order. */
function inOrder(
  chunks: readonly PageElement[],
  named: readonly PageElement[],
  container: PageElement,
): PageElement[] {
  const found = new Set(chunks);
  const ordered = named.filter((element) => found.has(element));
  return ordered.includes(container) ? ordered : [container];
}

/** The nearest article or list item around an element. Elements in another one belong to another story. */
function storyOf(element: PageElement): PageElement | null {
  let at: PageElement | null = element;
  while (at && at.name !== 'article' && at.name !== 'li') at = at.parent;
  return at;
}

function twinsOf(at: PageElement, parent: PageElement): PageElement[] {
  const names = namesOf(at);
  if (!TEXT_NAME.test(names)) return [at];
  return parent.children.filter(
    (child): child is PageElement =>
      child === at ||
      (child.kind === 'element' && !child.dropped && isChunk(child) && namesOf(child) === names),
  );
}

/** Class names of an element and of its first child element, without numbers. */
function namesOf(element: PageElement): string {
  const inner = element.children.find((child) => child.kind === 'element' && !child.dropped);
  const names = [element, ...(inner?.kind === 'element' ? [inner] : [])].map(
    ({ name, attributes }) =>
      `${name} ${(attributes['class'] ?? attributes['data-area'] ?? attributes['data-type'] ?? '').replace(/\d+/g, '')}`,
  );
  return names.join('>');
}

function isChunk({ holdsH1, textWidth, linkWidth, goodWidth }: PageElement): boolean {
  if (holdsH1 || linkWidth > textWidth * MOST_LINKED) return false;
  return goodWidth > 0 || textWidth >= SHORTEST;
}
