import { BLOCKS } from '../page/element-names.js';
import { PageText, type PageElement, type PageNode } from '../page/page-tree.js';
import { collapseSpace } from '../text/collapse-space.js';
import { textWidth } from '../text/text-width.js';
import type { BlockTag, TextBlock } from './text-block.js';

const OWN_TAG = /^(?:h[2-6]|li|blockquote|pre|td|dd|dt)$/;
const STANDS_FOR: Readonly<Record<string, BlockTag>> = { th: 'td', h1: 'h2' };
const PARAGRAPH = 80;
const BLANK_LINE = /\n[ \t\r]*\n/;
const BLANK_LINES = /\n[ \t\r]*\n\s*/;
const KEPT_INSIDE = new Set<BlockTag>(['li', 'blockquote', 'td']);

/** Most characters and blocks of a body. The rest is left out, and the result is marked as cut. */
export const MAX_BODY = 500_000;
const MAX_BLOCKS = 20_000;

/** Whether blocks were cut at these limits. */
export function isCut(blocks: readonly TextBlock[]): boolean {
  return blocks.length >= MAX_BLOCKS || blocks.reduce((sum, { text }) => sum + text.length, 0) >= MAX_BODY;
}

/**
 * The text blocks of an element in page order, without lists and tables of links, dropped parts and the
 * page's h1.
 */
export function readBlocks(container: PageElement): TextBlock[] {
  const reader = new BlockList();
  readInto(reader, container, 'div');
  return reader.blocks;
}

/** Collects blocks until the limits are reached. */
class BlockList {
  readonly blocks: TextBlock[] = [];
  /** Elements in which paragraphs stand. */
  readonly parents = new Set<PageElement | null>();
  private left = MAX_BODY;
  get full(): boolean {
    return this.left <= 0 || this.blocks.length >= MAX_BLOCKS;
  }
  push(block: TextBlock): void {
    if (this.full) return;
    this.blocks.push(block.text.length > this.left ? cut(block, this.left) : block);
    this.left -= block.text.length;
    if (textWidth(block.text) >= PARAGRAPH) this.parents.add(block.element.parent);
  }
}

/** The first characters of a block, without half a surrogate pair at the end. */
function cut(block: TextBlock, length: number): TextBlock {
  const text = block.text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return { ...block, text, nodes: [new PageText(text, block.element)] };
}

function readInto(blocks: BlockList, element: PageElement, tag: BlockTag): void {
  let run = new InlineRun();
  const endRun = (): void => {
    const text = collapseSpace(run.text.slice(0, 2 * MAX_BODY));
    const linkShare = run.linked / Math.max(1, text.length);
    if (tag === 'pre' && BLANK_LINE.test(run.text))
      for (const block of preParagraphs(run.text, linkShare, element)) blocks.push(block);
    else if (text) blocks.push({ text, tag, linkShare, element, nodes: run.nodes });
    run = new InlineRun();
  };
  for (const child of element.children) {
    if (blocks.full) break;
    if (child.kind === 'text') {
      run.add(child, child.text, 0);
    } else if (child.name === 'br') {
      endRun();
    } else if (child.dropped) {
      continue;
    } else if (BLOCKS.has(child.name) || child.holdsBlock) {
      endRun();
      if (!isPageHeading(child, blocks) && !isLinkList(child)) readInto(blocks, child, tagOf(child, tag));
    } else {
      const text = inlineText(child);
      run.add(child, text, child.name === 'a' ? text.length : child.linkWidth);
    }
  }
  endRun();
}

/** Blank lines separate the paragraphs of preformatted text. */
function preParagraphs(text: string, linkShare: number, element: PageElement): TextBlock[] {
  return text
    .split(BLANK_LINES)
    .map(collapseSpace)
    .filter(Boolean)
    .map((part) => ({ text: part, tag: 'p', linkShare, element, nodes: [new PageText(part, element)] }));
}

class InlineRun {
  text = '';
  linked = 0;
  readonly nodes: PageNode[] = [];
  add(node: PageNode, text: string, linked: number): void {
    this.text += text;
    this.linked += linked;
    this.nodes.push(node);
  }
}

function tagOf(element: PageElement, around: BlockTag): BlockTag {
  const name = STANDS_FOR[element.name] ?? element.name;
  if (OWN_TAG.test(name)) return name as BlockTag;
  if (KEPT_INSIDE.has(around)) return around;
  return name === 'p' ? 'p' : 'div';
}

/** An h1 above the text is the heading of the page. Below a paragraph beside it, it heads a section. */
function isPageHeading({ name, parent }: PageElement, { parents }: BlockList): boolean {
  return name === 'h1' && !parents.has(parent);
}

function isLinkList({ name, textWidth: width, linkWidth }: PageElement): boolean {
  if (width <= 0 || linkWidth / width <= 0.6) return false;
  return name === 'table' || ((name === 'ul' || name === 'ol' || name === 'dl') && width - linkWidth < 400);
}

function inlineText(element: PageElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text') text += child.text;
    else if (child.name === 'br') text += ' ';
    else if (!child.dropped) text += inlineText(child);
  }
  return text;
}
