import type { PageElement } from './page-tree.js';

/** Class and id of an element in lower case, camelCase parted by hyphens: what class-name rules look at. */
export function classWords(element: PageElement): string {
  const { class: classes = '', id = '' } = element.attributes;
  if (!classes && !id) return '';
  return `${classes} ${id}`
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
