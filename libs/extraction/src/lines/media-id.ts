import { elementsOf, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { collapseSpace } from '../text/collapse-space.js';

const MEDIA_ID_LINE = /^Media\s+ID\s*[:#]\s*([\w-]{3,40})$/i;

/** The publisher's id in a line "Media ID: 12345"; null for any other line. */
export function readMediaId(line: string): string | null {
  return line.length < 80 ? (MEDIA_ID_LINE.exec(collapseSpace(line))?.[1] ?? null) : null;
}

/** The first media id line of a page, wherever it stands and however its mark-up parts it. */
export function findMediaId(root: PageElement): string | null {
  for (const element of elementsOf(root)) {
    for (const child of element.children) {
      if (child.kind !== 'text' || !/media\s+id/i.test(child.text)) continue;
      const id = readMediaId(child.text) ?? readMediaId(textOf(element)) ?? (element.parent && readMediaId(textOf(element.parent)));
      if (id) return id;
    }
  }
  return null;
}
