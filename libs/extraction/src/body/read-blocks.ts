import { BLOCKS } from '../page/element-names.js';
import { PageText, type PageElement, type PageNode } from '../page/page-tree.js';
import { collapseSpace } from '../text/collapse-space.js';
import type { BlockTag, TextBlock } from './text-block.js';

const OWN_TAG = /^(?:h[2-6]|li|blockquote|pre|td|dd|dt)$/;
const BLANK_LINE = /\n[ \t\r]*\n/;
const BLANK_LINES = /\n[ \t\r]*\n\s*/;
const KEPT_INSIDE = new Set<BlockTag>(['li', 'blockquote', 'td']);

/** The text blocks of an element in page order; lists and tables of links, dropped parts and h1 are left out. */
export function readBlocks(container: PageElement): TextBlock[] {
  const blocks: TextBlock[] = [];
  readInto(blocks, container, 'div');
  return blocks;
}

function readInto(blocks: TextBlock[], element: PageElement, tag: BlockTag): void {
  let run = new InlineRun();
  const endRun = (): void => {
    const text = collapseSpace(run.text);
    const linkShare = run.linked / Math.max(1, text.length);
    if (tag === 'pre' && BLANK_LINE.test(run.text))
      blocks.push(...preParagraphs(run.text, linkShare, element));
    else if (text) blocks.push({ text, tag, linkShare, element, nodes: run.nodes });
    run = new InlineRun();
  };
  for (const child of element.children) {
    if (child.kind === 'text') {
      run.add(child, child.text, 0);
    } else if (child.name === 'br') {
      endRun();
    } else if (child.dropped) {
      continue;
    } else if (BLOCKS.has(child.name) || child.holdsBlock) {
      endRun();
      if (child.name !== 'h1' && !isLinkList(child)) readInto(blocks, child, tagOf(child, tag));
    } else {
      const text = inlineText(child);
      run.add(child, text, child.name === 'a' ? text.length : child.linkWidth);
    }
  }
  endRun();
}

/** Preformatted text parts its paragraphs by blank lines. */
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
  const name = element.name === 'th' ? 'td' : element.name;
  if (OWN_TAG.test(name)) return name as BlockTag;
  if (KEPT_INSIDE.has(around)) return around;
  return name === 'p' ? 'p' : 'div';
}

function isLinkList({ name, textWidth, linkWidth }: PageElement): boolean {
  if (textWidth <= 0 || linkWidth / textWidth <= 0.6) return false;
  return (
    name === 'table' || ((name === 'ul' || name === 'ol' || name === 'dl') && textWidth - linkWidth < 400)
  );
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
