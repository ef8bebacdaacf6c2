import { elementsOf, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { collapseSpace } from '../text/collapse-space.js';

const MEDIA_ID_LINE = /^Media\s+ID\s*[:#]\s*([\w-]{3,40})$/i;

const LONGEST_LINE = 80;
const MOST_LOOKED_AT = 20;

/** The publisher's id in a line "Media ID: 12345"; null for any other line. */
export function readMediaId(line: string): string | null {
  return line.length < LONGEST_LINE ? (MEDIA_ID_LINE.exec(collapseSpace(line))?.[1] ?? null) : null;
}

/** The first media id line of a page, wherever it stands and however its mark-up parts it. */
export function findMediaId(root: PageElement): string | null {
  let looked = 0;
  for (const element of elementsOf(root)) {
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
