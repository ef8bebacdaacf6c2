import { collapseSpace } from '../text/collapse-space.js';
import { BLOCKS, UNSEEN } from './element-names.js';
import type { PageElement } from './page-tree.js';

/**
 * The text that a reader sees in an element, on one line. Blocks and line breaks become a space. Reading
 * stops soon after `limit` characters, so that a short line costs little even in an endless element.
 */
export function textOf(element: PageElement, limit = Infinity): string {
  return collapseSpace(readText(element, '', limit));
}

function readText(element: PageElement, before: string, limit: number): string {
  let text = before;
  for (const child of element.children) {
    if (text.length > limit * 2) break;
    if (child.kind === 'text') text += child.text;
    else if (child.name === 'br') text += ' ';
    else if (!UNSEEN.has(child.name))
      text = BLOCKS.has(child.name) ? `${readText(child, `${text} `, limit)} ` : readText(child, text, limit);
  }
  return text;
}
