import type { PageElement } from './page-tree.js';

/** No list of class names is longer: what is, is a trap, and each rule would read it again. */
const LONGEST_NAMES = 1000;

/** Class and id of an element in lower case, camelCase parted by hyphens: what class-name rules look at. */
export function classWords(element: PageElement): string {
  element.words ??= readWords(element);
  return element.words;
}

/** Elements of a page, and pages of a site, share their classes. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

function readWords({ attributes: { class: classes = '', id = '' } }: PageElement): string {
  if (!classes && !id) return '';
  const names = `${classes.slice(0, LONGEST_NAMES)} ${id.slice(0, LONGEST_NAMES)}`;
  const before = known.get(names);
  if (before !== undefined) return before;
  const words = names
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(names, words);
  return words;
}
