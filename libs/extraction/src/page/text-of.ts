import { collapseSpace } from '../text/collapse-space.js';
import { BLOCKS, UNSEEN } from './element-names.js';
import type { PageElement } from './page-tree.js';

/** The text a reader sees in an element, on one line; blocks and line breaks count as a space. */
export function textOf(element: PageElement): string {
  return collapseSpace(rawText(element));
}

function rawText(element: PageElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text') text += child.text;
    else if (child.name === 'br') text += ' ';
    else if (!UNSEEN.has(child.name)) text += BLOCKS.has(child.name) ? ` ${rawText(child)} ` : rawText(child);
  }
  return text;
}
