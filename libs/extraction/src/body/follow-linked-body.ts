import { commonAncestor, type PageElement } from '../page/page-tree.js';
import { matchKey } from '../text/match-key.js';
import { readBlocks } from './read-blocks.js';
import type { TextBlock } from './text-block.js';

const PROBE = 60;
const LONG_BLOCK = 200;

/**
 * Moves the body to the extent of JSON-LD `articleBody`, and trims it to that. `articleBody` shows where the
 * text stands, but is never used as the text, because it is often cut short or flattened.
 */
export function followLinkedBody(blocks: TextBlock[], root: PageElement, linkedBody: string): TextBlock[] {
  if (linkedBody.length <= 400) return blocks;
  const moved = moveTo(blocks, root, linkedBody);
  return coverage(moved, linkedBody) > 0.75 ? trimTo(moved, linkedBody) : moved;
}

function moveTo(blocks: TextBlock[], root: PageElement, linkedBody: string): TextBlock[] {
  const covered = coverage(blocks, linkedBody);
  if (covered >= 0.6) return blocks;
  const hits = readBlocks(root).filter((block) => isIn(block, linkedBody, 40));
  const within = hits.reduce((sum, { text }) => sum + matchKey(text).length, 0) / linkedBody.length;
  const container = within > covered + 0.2 ? commonAncestor(hits.map(({ element }) => element)) : null;
  return container ? readBlocks(container) : blocks;
}

function trimTo(blocks: TextBlock[], linkedBody: string): TextBlock[] {
  const first = blocks.findIndex((block) => isIn(block, linkedBody, 12));
  const last = blocks.findLastIndex((block) => isIn(block, linkedBody, 12) || block.text.length > LONG_BLOCK);
  return first < 0 ? blocks : blocks.slice(first, Math.max(first, last) + 1);
}

/** The share of the linked body that the blocks hold. */
function coverage(blocks: readonly TextBlock[], linkedBody: string): number {
  let found = 0;
  for (const block of blocks) if (isIn(block, linkedBody, 25)) found += matchKey(block.text).length;
  return found / linkedBody.length;
}

function isIn({ text }: TextBlock, linkedBody: string, atLeast: number): boolean {
  const key = matchKey(text);
  return key.length > atLeast && linkedBody.includes(key.slice(0, PROBE));
}
