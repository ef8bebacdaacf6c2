import { elementsOf, type PageElement, type PageNode, type PageText } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { collapseSpace } from '../text/collapse-space.js';

const MEDIA_ID_LINE = /^Media\s+ID\s*(?:[:#]\s*([\w-]{3,40})|(\d[\w-]{2,40}))$/i;
/** The label alone, if a table or a list separates it from the id. */
const MEDIA_ID_LABEL = /^Media\s+ID\s*[:#]?$/i;

const LONGEST_LINE = 80;
const MOST_LOOKED_AT = 20;

/** The publisher's id in a line such as "Media ID: 12345"; null for any other line. */
export function readMediaId(line: string): string | null {
  const match = line.length < LONGEST_LINE ? MEDIA_ID_LINE.exec(collapseSpace(line)) : null;
  return match?.[1] ?? match?.[2] ?? null;
}

/** The lines without the media id, which may be on one line with its label or on the next, and the id. */
export function takeMediaId<Line extends { text: string }>(
  lines: readonly Line[],
): { lines: Line[]; mediaId: string | null } {
  let mediaId: string | null = null;
  const kept: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (!line) continue;
    const parted = next && MEDIA_ID_LABEL.test(line.text) ? readMediaId(`${line.text} ${next.text}`) : null;
    const id = readMediaId(line.text) ?? parted;
    if (id === null) kept.push(line);
    else if (parted !== null) at += 1;
    mediaId ??= id;
  }
  return { lines: kept, mediaId };
}

/** The first media id line of a page, wherever it is and however the markup splits it. */
export function findMediaId(root: PageElement): string | null {
  const elements = [root, ...elementsOf(root)].filter(saysMediaId).slice(0, MOST_LOOKED_AT);
  for (const element of elements) {
    const lines = element.children.filter(isMediaIdText).map(({ text }) => text);
    const around = [element, element.parent].map((part) => (part ? textOf(part, LONGEST_LINE) : ''));
    const id = [...lines, ...around].map(readMediaId).find(Boolean);
    if (id) return id;
  }
  return null;
}

function saysMediaId({ children }: PageElement): boolean {
  return children.some(isMediaIdText);
}

function isMediaIdText(node: PageNode): node is PageText {
  return node.kind === 'text' && node.text.length <= LONGEST_LINE && /media\s+id/i.test(node.text);
}
