import type { PageElement, PageNode } from '../page/page-tree.js';

export type BlockTag =
  'p' | 'div' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'li' | 'blockquote' | 'pre' | 'td' | 'dt' | 'dd';

/** One paragraph, heading, list item or quoted paragraph, in page order. */
export interface TextBlock {
  text: string;
  tag: BlockTag;
  /** Share of the text that is linked, 0 to 1. */
  linkShare: number;
  /** The element around the run, and the run itself. */
  element: PageElement;
  nodes: readonly PageNode[];
}

export function isHeading(block: TextBlock): boolean {
  return /^h\d$/.test(block.tag);
}
