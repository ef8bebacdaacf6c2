import { BLOCKS, UNSEEN } from './element-names.js';
import { elementsOf, PageElement, PageText, type PageNode } from './page-tree.js';

/** Letters from which on an element with the anchor is itself the part. */
const TELLING_LETTERS = 140;
const HEADING = /^h([1-6])$/;
/** Elements of one line: a name inside them is the name of the line. */
const LINES = new Set(['p', 'dt', 'summary', 'caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const OUTERMOST = new Set(['body', 'html', '#document']);
/** What the page says of its site and not of its text. */
const SITE_NAMES = new Set(['og:site_name', 'application-name']);

/**
 * The part of a page that belongs to one of several entries, as a page of its own: the element with this id or
 * name, or what follows it until the next anchor of the same kind, or the next heading of its rank. Null if the
 * page has no such anchor. It takes time in proportion to the page.
 */
export function partAt(root: PageElement, anchor: string): PageElement | null {
  const target = elementsOf(root).find((element) => isNamed(element, anchor));
  if (!target) return null;
  const isOther = anchorLike(target, anchor);
  if (isPart(target, isOther)) return pageOf(root, [target], { target, isEnd: isOther });
  const line = lineOf(target, isOther);
  let rank = rankOf(line) ?? rankOf(target);
  let hasText = false;
  const isEnd = (node: PageNode): boolean => {
    if (node.kind === 'text') {
      hasText ||= node.text.trim() !== '';
      return false;
    }
    const found = rankOf(node);
    if (found !== null && rank === null && !hasText) rank = found;
    else if (found !== null && rank !== null && found <= rank) return true;
    return isOther(node);
  };
  return pageOf(root, fromOn(line), { target, isEnd });
}

function namesOf({ name, attributes }: PageElement): string[] {
  return [attributes['id'], name === 'a' ? attributes['name'] : undefined].flatMap((given) => given ?? []);
}

const isNamed = (element: PageElement, anchor: string): boolean => namesOf(element).includes(anchor);

function rankOf({ name }: PageElement): number | null {
  const rank = HEADING.exec(name)?.[1];
  return rank === undefined ? null : Number(rank);
}

/** What stands before the first digit, by which a site numbers its anchors: `post-` of `post-17`. */
function stemOf(anchor: string): string | null {
  const at = anchor.search(/\d/);
  return at < 0 ? null : anchor.slice(0, at).toLowerCase();
}

/** Whether an element names another entry: it is of the same kind, with a number of its own or at the same place. */
function anchorLike(target: PageElement, anchor: string): (node: PageNode) => boolean {
  const stem = stemOf(anchor);
  const { name, parent, attributes } = target;
  return (node) => {
    if (node.kind === 'text' || node === target || node.name !== name) return false;
    // `post-17-share` is a piece of `post-17`.
    const other = namesOf(node).find((given) => given.trim() !== '' && !given.startsWith(anchor));
    if (other === undefined) return false;
    if (stem !== null && stemOf(other) === stem) return true;
    const isBeside =
      node.parent === parent ||
      (node.parent?.parent === parent?.parent && node.parent?.name === parent?.name);
    return isBeside && node.attributes['class'] === attributes['class'];
  };
}

/** Whether the element with the anchor holds the text itself: it has much of it, or stands beside others like it. */
function isPart(target: PageElement, isOther: (node: PageNode) => boolean): boolean {
  if (!BLOCKS.has(target.name) || LINES.has(target.name)) return false;
  const letters = countLetters(target, TELLING_LETTERS);
  if (letters >= TELLING_LETTERS) return true;
  return letters > 0 && neighboursOf(target).some(isOther);
}

function neighboursOf(element: PageElement): PageElement[] {
  const siblings = (element.parent?.children ?? []).filter((node) => node.kind === 'element');
  const at = siblings.indexOf(element);
  return [siblings[at - 1], siblings[at + 1]].flatMap((node) => node ?? []);
}

/** Letters of the text in a node, counted up to a limit. */
function countLetters(node: PageNode, limit: number): number {
  if (node.kind === 'text') return node.text.replace(/\s+/g, '').length;
  let letters = 0;
  if (UNSEEN.has(node.name)) return letters;
  for (const child of node.children) {
    letters += countLetters(child, limit - letters);
    if (letters >= limit) break;
  }
  return letters;
}

/** The line with the anchor, of which the text is that follows: out of links, headings and wrappers that hold nothing else. */
function lineOf(target: PageElement, isOther: (node: PageNode) => boolean): PageElement {
  let line = target;
  for (let { parent } = line; parent && !OUTERMOST.has(parent.name); { parent } = line) {
    const isInLine = !BLOCKS.has(parent.name) || LINES.has(parent.name);
    if (!isInLine && (hasText(before(line)) || hasText(until(fromOn(line).slice(1), isOther)))) break;
    line = parent;
  }
  return line;
}

const hasText = (nodes: readonly PageNode[]): boolean => nodes.some((node) => countLetters(node, 1) > 0);

function before(element: PageElement): readonly PageNode[] {
  const siblings = element.parent?.children ?? [];
  return siblings.slice(0, siblings.indexOf(element));
}

/** The element and the siblings after it. */
function fromOn(element: PageElement): readonly PageNode[] {
  const siblings = element.parent?.children ?? [element];
  return siblings.slice(siblings.indexOf(element));
}

function until(nodes: readonly PageNode[], isOther: (node: PageNode) => boolean): readonly PageNode[] {
  const end = nodes.findIndex(isOther);
  return end < 0 ? nodes : nodes.slice(0, end);
}

interface Cut {
  target: PageElement;
  /** Whether a node after the target is the first that does not belong to the part. */
  isEnd: (node: PageNode) => boolean;
}

/** A page of these nodes up to their end, with the language and the site of the page. */
function pageOf(root: PageElement, nodes: readonly PageNode[], { target, isEnd }: Cut): PageElement {
  const all = elementsOf(root);
  const page = new PageElement('#document', {}, null);
  const html = childOf(page, 'html', all.find(({ name }) => name === 'html')?.attributes);
  const head = childOf(html, 'head');
  for (const { name, attributes } of all)
    if (name === 'meta' && SITE_NAMES.has(attributes['property'] ?? attributes['name'] ?? ''))
      childOf(head, 'meta', attributes);
  const article = childOf(childOf(html, 'body'), 'article');
  let [isPast, isOver] = [false, false];
  const copy = (from: readonly PageNode[], into: PageElement): void => {
    for (const node of from) {
      isOver ||= isPast && isEnd(node);
      if (isOver) return;
      isPast ||= node === target;
      if (node.kind === 'text') into.children.push(new PageText(node.text, into));
      else copy(node.children, childOf(into, node.name, node.attributes));
    }
  };
  copy(nodes, article);
  return page;
}

function childOf(parent: PageElement, name: string, attributes: PageElement['attributes'] = {}): PageElement {
  const child = new PageElement(name, attributes, parent);
  parent.children.push(child);
  return child;
}
