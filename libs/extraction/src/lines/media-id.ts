import { elementsOf, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { collapseSpace } from '../text/collapse-space.js';

const MEDIA_ID_LINE = /^Media\s+ID\s*(?:[:#]\s*([\w-]{3,40})|(\d[\w-]{2,40}))$/i;
/** The label alone, when a table or a list parts it from the id. */
const MEDIA_ID_LABEL = /^Media\s+ID\s*[:#]?$/i;

const LONGEST_LINE = 80;
const MOST_LOOKED_AT = 20;

/** The publisher's id in a line "Media ID: 12345"; null for any other line. */
export function readMediaId(line: string): string | null {
  const match = line.length < LONGEST_LINE ? MEDIA_ID_LINE.exec(collapseSpace(line)) : null;
  return match?.[1] ?? match?.[2] ?? null;
}

/** Lines without those of the media id, label and id on one line or on two, and the id. */
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

/** The first media id line of a page, wherever it stands and however its mark-up parts it. */
export function findMediaId(root: PageElement): string | null {
  let looked = 0;
  for (const element of [root, ...elementsOf(root)]) {
    for (const child of element.children) {
      if (child.kind !== 'text' || child.text.length > LONGEST_LINE || !/media\s+id/i.test(child.text))
        continue;
      const id = [
        child.text,
        textOf(element, LONGEST_LINE),
        element.parent ? textOf(element.parent, LONGEST_LINE) : '',
      ]
        .map(readMediaId)
        .find(Boolean);
      if (id) return id;
      looked += 1;
      if (looked > MOST_LOOKED_AT) return null;
    }
  }
  return null;
}
